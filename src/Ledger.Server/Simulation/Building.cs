using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;
using static Ledger.Domain.Projects.ProjectEvent;

namespace Ledger.Server.Simulation;

/// <summary>The works of one simulated project: how they begin, what the monthly reports say, and what is wrong in them.</summary>
internal sealed class Building(Undertaking one, decimal cost, Dice dice, Pen pen)
{
    private static readonly string[] Rests = ["施工单位资金链紧张，停工", "发现地下管线，停工论证", "工程款结算争议，停工"];
    private bool _turned;

    /// <summary>Records the works from their beginning to their end.</summary>
    /// <returns>The day on which they were done.</returns>
    public DateOnly Erect(DateOnly begin)
    {
        var days = one.Months * 28 * dice.Between(88, 122) / 100;
        var rest = RestOf(begin, days);
        var works = new BuildingYear(begin, days, rest);
        Begin(begin);
        if (rest is { } pause) Rest(pause);
        var end = one.Turn == Turn.LeftResting ? rest!.Value.From : works.End;
        var last = (Day: begin, Percent: 0);
        for (var day = EndOfMonth(begin.AddDays(25)); day < end.AddDays(-10); day = EndOfMonth(day.AddDays(1)))
        {
            // Reports are not written before there is a plan, not in the winter break, not while works rest, and not until a month after.
            if (day <= Course.Published || day.Month is 1 or 2 || dice.Chance(15) || (rest is { } r && day >= r.From && day < r.Until.AddDays(30))) continue;
            last = Report(works, day, last);
        }

        return end;
    }

    private void Begin(DateOnly begin)
    {
        if (one.Turn == Turn.Continued) return;
        var source = Paper.Monthly(begin, one.Number);
        if (one.Turn != Turn.CorrectedTwice)
        {
            pen.WriteSometimesLate(new ConstructionStarted { Effective = EffectiveDate.OnDay(begin), StatusAsWritten = "已开工建设", Source = source });
            return;
        }

        var first = pen.Write(Started(begin.AddDays(6)));
        var second = pen.Reject(first, Started(begin.AddDays(2)), "与监理开工令日期不符");
        pen.Correct(second, Started(begin), "开工令原件日期核对有误，再次更正", after: 14);

        ConstructionStarted Started(DateOnly day) => new() { Effective = EffectiveDate.OnDay(day), StatusAsWritten = "已开工建设", Source = source };
    }

    private (DateOnly From, DateOnly Until)? RestOf(DateOnly begin, int days)
    {
        if (one.Turn is not (Turn.Suspended or Turn.LeftResting) && !(one.Turn == Turn.None && dice.Chance(10))) return null;
        var from = begin.AddDays(days * dice.Between(35, 60) / 100);
        return (from, from.AddDays(dice.Between(60, 200)));
    }

    private void Rest((DateOnly From, DateOnly Until) rest)
    {
        pen.Write(new ProjectSuspended { Effective = EffectiveDate.OnDay(rest.From), Reason = dice.Pick(Rests), StatusAsWritten = "停工", Source = Paper.Monthly(rest.From, one.Number) });
        if (one.Turn != Turn.LeftResting)
            pen.Write(new ProjectResumed { Effective = EffectiveDate.OnDay(rest.Until), StatusAsWritten = "复工", Source = Paper.Monthly(rest.Until, one.Number) });
    }

    private (DateOnly Day, int Percent) Report(BuildingYear works, DateOnly day, (DateOnly Day, int Percent) last)
    {
        var percent = works.PercentOn(day);
        if (!_turned && one.Turn == Turn.Jumps && percent is > 15 and < 55 && last.Percent > 0)
        {
            // Within 30 days of the report before, so that it is what the audit looks for.
            _turned = true;
            day = last.Day.AddDays(29);
            var jump = pen.Write(Progress(day, last.Percent + 36));
            pen.Reject(jump, Progress(day, works.PercentOn(day)), "形象进度与监理月报不符");
            return (day, works.PercentOn(day));
        }

        if (!_turned && one.Turn == Turn.Falls && last.Percent > 40)
        {
            _turned = true;
            percent = last.Percent - 9;
            pen.Write(Progress(day, percent) with { Reason = "现场核查后核减此前多报部分" });
            return (day, percent);
        }

        if (!_turned && one.Turn == Turn.Mistaken && percent > 35)
        {
            _turned = true;
            var wrong = pen.Write(new FacilityOpened { Effective = EffectiveDate.OnDay(day.AddDays(-12)), StatusAsWritten = "投入使用", Source = Paper.Monthly(day, one.Number + 1) });
            pen.Void(wrong, "误录：应为另一所学校");
        }

        Usual(Progress(day, percent));
        return (day, percent);
    }

    // Now and then a figure is mistyped, or a report recorded twice.
    private void Usual(ProgressReported report)
    {
        if (dice.Chance(4))
        {
            var wrong = report with { Percent = Math.Min(100, report.Percent + dice.Between(3, 12)) };
            if (dice.Chance(50)) pen.Reject(pen.Write(wrong), report, "百分比与附表不一致");
            else pen.Correct(pen.Write(wrong), report, "百分比录入错误");
            return;
        }

        pen.WriteSometimesLate(report);
        if (dice.Chance(2)) pen.Void(pen.Write(report, late: 6), "重复填报");
    }

    private ProgressReported Progress(DateOnly day, int percent) => new()
    {
        Effective = EffectiveDate.OnDay(day), Percent = percent, Source = Paper.Monthly(day, one.Number),
        InvestedTenThousandYuan = Quantity.From<TenThousandYuan>(decimal.Round(cost * percent * dice.Between(92, 103) / 10_000m, 1)),
    };

    private static DateOnly EndOfMonth(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1);
}
