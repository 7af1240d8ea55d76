using System.Globalization;
using Ledger.Domain.Indicators;
using Ledger.Domain.Time;
using static Ledger.Domain.Indicators.IndicatorEvent;

namespace Ledger.Server.Simulation;

/// <summary>The course of one simulated indicator: what the plan wants, and what the yearbooks said year by year.</summary>
internal sealed class IndicatorLife
{
    // How much of the way is gone at the end of each year, in hundredths, where all goes as planned.
    private static readonly int[] Planned = [15, 34, 54, 77, 100];
    private const int Raised = 3;
    private const int Redefined = 7;
    private const int Ended = 12;

    private readonly string _plan;
    private readonly Measure _one;
    private readonly Dice _dice;
    private readonly Pen _pen;
    private readonly int _zeal;

    private IndicatorLife(int seed, string plan, Measure one)
    {
        (_plan, _one) = (plan, one);
        _dice = Dice.Of(seed, "indicator " + one.Slug);
        _pen = new Pen(StreamName.Of<Indicator>($"{plan}.{one.Slug}"), Office.Luo, Dice.Of(seed, "pen " + one.Slug));
        // Most reach what is wanted or come close to it; one in six falls far short.
        _zeal = _dice.Chance(16) ? _dice.Between(45, 75) : _dice.Between(92, 112);
    }

    /// <summary>Its entries, without reviews.</summary>
    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="plan">Code of the plan.</param>
    /// <param name="one">The indicator.</param>
    /// <param name="lastYear">The year in which the course ends.</param>
    public static IReadOnlyList<SimulatedEntry> Of(int seed, string plan, Measure one, int lastYear)
    {
        var life = new IndicatorLife(seed, plan, one);
        life.Plan();
        life.Revise();
        for (var year = 2021; year < lastYear && !(one.Row == Ended && year > 2022); year++) life.Report(year);
        return life._pen.Entries;
    }

    private void Plan()
    {
        var source = Paper.Plan(_plan, "第二章", "表1", _one.Row);
        var published = EffectiveDate.OnDay(Course.Published);
        Publish(new IndicatorDefined { Definition = Definition(_one.Name), Effective = published, Source = source });
        Publish(new BaselineRecorded { Figure = Of(2020, Comparator.Equal, _one.Base), Effective = published, Source = source with { Column = "2020年" } });
        Publish(new TargetSet { Figure = Of(2023, Wanted, On(Planned[2])), Effective = published, Source = source with { Column = "2023年" } });
        Publish(new TargetSet { Figure = Of(2025, Wanted, _one.Target), Effective = published, Source = source with { Column = "2025年" } });
        if (_one.School is null) Publish(new ChangeStated
        {
            From = ReducedDate.OfYear(2020), To = ReducedDate.OfYear(2025), Value = _one.Target - _one.Base, AsWritten = Text(_one.Target - _one.Base),
            Unit = _one.Unit == "%" ? "个百分点" : null, Effective = published, Source = source with { Column = "变化情况" },
        });

        void Publish(IndicatorEvent fact) => _pen.Publish(fact, Course.Published);
    }

    private void Revise()
    {
        var revised = EffectiveDate.OnDay(Course.Revised);
        var source = Paper.Plan(_plan, "中期调整", "表1", _one.Row);
        if (_one.Row == Raised)
            _pen.Publish(new TargetRevised { Figure = Of(2025, Wanted, _one.Target + 2), Effective = revised, Reason = "中期评估后上调", Source = source with { Column = "2025年" } }, Course.Revised);
        if (_one.Row == Ended) _pen.Publish(new IndicatorRetired { Effective = revised, Reason = "统计口径取消，不再监测", Source = source }, Course.Revised);
        if (_one.Row == Redefined)
            _pen.Publish(new IndicatorRevised { Definition = Definition(_one.Name + "（含民办）"), Effective = revised, Reason = "统计口径调整", Source = source }, Course.Revised);
    }

    private void Report(int year)
    {
        var value = decimal.Round(On(Share(year)), _one.Digits);
        var source = Paper.Yearbook(year, _one.Row);
        var (right, wrong) = (Reported(value), _dice.Chance(5));
        var late = _dice.Chance(5) ? _dice.Between(40, 90) : 0;
        var day = Office.Luo.DayFrom(new DateOnly(year + 1, 1, 14).AddDays(late));
        // In even years the yearbook is taken over from a spreadsheet, in odd ones it is typed.
        var first = _pen.WriteOn(day, wrong ? Reported(value + Step) : right, year % 2 == 0 && late == 0 ? Pace.AtOnce : Pace.Usual);
        if (!wrong) return;
        if (_dice.Chance(50)) _pen.Correct(first, right, "录入错误，与年报不符");
        else _pen.Reject(first, right, "与教育统计年报不一致");

        ValueReported Reported(decimal figure) => new()
        {
            Figure = Of(year, Comparator.Equal, figure), Effective = EffectiveDate.OnDay(new DateOnly(year, 12, 31)), Source = source,
        };
    }

    private int Share(int year) => (year <= 2025 ? Planned[year - 2021] : 100 + 3 * (year - 2025)) * (_zeal + _dice.Between(-4, 4)) / 100;

    // What can't fall below nothing or rise above all of it does not.
    private decimal On(int share)
    {
        var value = decimal.Round(_one.Base + (_one.Target - _one.Base) * share / 100m, _one.Digits);
        return Math.Clamp(value, 0m, _one.Unit == "%" ? 100m : decimal.MaxValue);
    }

    private decimal Step => _one.Digits > 0 ? 0.9m : 18m;

    private Comparator Wanted => _one.Target >= _one.Base ? Comparator.AtLeast : Comparator.AtMost;

    private IndicatorDefinition Definition(string name) => new(
        _plan, name, _one.Category, _one.Unit, _one.Property, _one.Target >= _one.Base ? Direction.Increase : Direction.Decrease, _one.School, null);

    private static Figure Of(int year, Comparator comparator, decimal value) => new(ReducedDate.OfYear(year), comparator, value, Text(value));

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
