using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Testing.Specs;
using Shouldly;
using static Ledger.Domain.Indicators.IndicatorEvent;

namespace Ledger.Domain.Tests.Indicators;

/// <summary>The facts that specs about indicators speak of.</summary>
public abstract class IndicatorSpecs : Specs<Indicator>
{
    protected static Source Table { get; } = new("qijiang-145", Table: "表2—1", Row: "5", Column: "2025年", Evidence: "高中阶段毛入学率 95.3");

    protected static Source Prose { get; } = new("qijiang-145", "第二章第三节", Evidence: "高中阶段毛入学率达到95.8%");

    protected static IndicatorDefinition Definition { get; } =
        new("qijiang-145", "高中阶段毛入学率", Category.SeniorHigh, "%", Property.Anticipatory, Direction.Increase, null, null);

    protected static IndicatorDefined Defined { get; } = new() { Effective = On("2021-01-01"), Definition = Definition, Source = Table };

    protected static Figure Figure(string? period, decimal? value, Bound? bound = null) =>
        new(period is null ? null : ReducedDate.Parse(period), value is null ? null : Comparator.Equal, value, value is null ? "—" : $"{value}", Bound: bound);

    protected static BaselineRecorded Baseline(string on, Figure figure, Source? source = null) => new() { Effective = On(on), Figure = figure, Source = source ?? Table };

    protected static TargetSet Target(string on, Figure figure, Source? source = null) => new() { Effective = On(on), Figure = figure, Source = source ?? Table };

    protected static TargetRevised Revised(string on, Figure figure, Source? source = null) => new() { Effective = On(on), Figure = figure, Source = source ?? Table };

    protected static ValueReported Reported(string on, Figure figure, Source? source = null) => new() { Effective = On(on), Figure = figure, Source = source ?? Table };

    protected static ChangeStated Change(string on, decimal? value, Source? source = null) => new()
    {
        Effective = On(on), From = ReducedDate.OfYear(2015), To = ReducedDate.OfYear(2020), Value = value, AsWritten = $"{value:+0.0}", Unit = "个百分点", Source = source ?? Table,
    };

    protected static Action<Indicator> Has(Func<Indicator.Defined, object?> aspect, object? expected) =>
        state => aspect(state.ShouldBeOfType<Indicator.Defined>()).ShouldBe(expected);

    protected static Action<Indicator> HasPoints(params (PointKind Kind, Figure Figure, Source Source)[] expected) =>
        state => state.ShouldBeOfType<Indicator.Defined>().Points.Select(point => (point.Kind, point.Figure, point.Source!)).ToArray().ShouldBe(expected);
}
