using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using static Ledger.Domain.Indicators.IndicatorEvent;

namespace Ledger.Domain.Tests.Laws;

/// <summary>What can be told of an indicator: two places, few periods and both ends of a range, so that figures meet.</summary>
public sealed class IndicatorVerbs : IVerbs
{
    public static IReadOnlyList<(int Weight, Func<Wish, LedgerEvent> Make)> Facts { get; } =
    [
        (2, w => new IndicatorDefined { Effective = w.Effective, Definition = Definition(w), Source = Place(w) }),
        (3, w => new IndicatorRevised { Effective = w.Effective, Definition = Definition(w) }),
        (6, w => new BaselineRecorded { Effective = w.Effective, Figure = Figure(w), Source = Place(w) }),
        (10, w => new TargetSet { Effective = w.Effective, Figure = Figure(w), Source = Place(w) }),
        (8, w => new TargetRevised { Effective = w.Effective, Figure = Figure(w), Source = Place(w) }),
        (8, w => new ValueReported { Effective = w.Effective, Figure = Figure(w), Source = Place(w) }),
        (5, w => new ChangeStated { Effective = w.Effective, From = ReducedDate.OfYear(2015), To = Period(w), Value = w.Value, Source = Place(w) }),
        (8, w => new FigureWithdrawn { Effective = w.Effective, Kind = (PointKind)(w.Value % 3), Period = Period(w), Bound = End(w), Source = Place(w) }),
        (4, w => new ChangeWithdrawn { Effective = w.Effective, From = ReducedDate.OfYear(2015), To = Period(w), Source = Place(w) }),
        (1, w => new IndicatorRetired { Effective = w.Effective }),
    ];

    private static IndicatorDefinition Definition(Wish w) => new("law-145", $"指标{w.Value % 3}", Category.SeniorHigh, "%", Property.Binding, null, null, null);

    private static Figure Figure(Wish w) => new(Period(w), Comparator.AtLeast, w.Value / 10m, $"{w.Value}", Bound: End(w));

    private static ReducedDate? Period(Wish w) => (w.Value % 7) switch { 0 => null, < 4 => ReducedDate.OfYear(2022), _ => ReducedDate.OfYear(2025) };

    private static Bound? End(Wish w) => (w.Value % 11) switch { 0 => Bound.Min, 1 => Bound.Max, _ => null };

    private static Source? Place(Wish w) => (w.Value % 13) switch
    {
        0 => null,
        < 8 => new Source("law-145", Table: "表1", Evidence: $"{w.Value}"),
        _ => new Source("law-145", "第二章"),
    };
}
