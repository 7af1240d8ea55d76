using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;
using static Ledger.Domain.Projects.ProjectEvent;

namespace Ledger.Server.Simulation;

/// <summary>The course of one simulated project, from the plan to the first pupils, as its clerk recorded it.</summary>
internal sealed class ProjectLife
{
    private static readonly string[] LateBeginnings = ["征地拆迁滞后，开工推迟", "施工图审查提出修改意见，开工推迟", "项目资金未到位，开工推迟", "招标流标后重新组织，开工推迟"];
    private static readonly string[] LateEnds = ["汛期影响施工进度", "基础处理工程量增加", "主要材料供应不及时", "冬季低温影响混凝土施工"];
    private static readonly string[] DearerWorks = ["地基处理方案变更，概算调整", "主要材料价格上涨，概算调整", "增加运动场地建设内容"];

    private readonly Undertaking _one;
    private readonly Dice _dice;
    private readonly Pen _pen;
    private readonly Building _building;
    private Scope _scope;

    private ProjectLife(int seed, string plan, Undertaking one)
    {
        _one = one;
        _dice = Dice.Of(seed, "project " + one.Slug);
        _pen = new Pen(StreamName.Of<Project>($"{plan}.{one.Slug}"), one.Number % 2 == 0 ? Office.Zhou : Office.Chen, Dice.Of(seed, "pen " + one.Slug));
        _scope = ScopeOf();
        _building = new Building(one, _scope.Scale.InvestmentTenThousandYuan!.Value.Value, _dice, _pen);
        Plan(plan);
    }

    /// <summary>Its entries, without reviews.</summary>
    public static IReadOnlyList<SimulatedEntry> Of(int seed, string plan, Undertaking one)
    {
        var life = new ProjectLife(seed, plan, one);
        life.Live();
        return life._pen.Entries;
    }

    private void Live()
    {
        switch (_one.Turn)
        {
            case Turn.Merged:
                Step(new ProjectApproved { Effective = Day(_one.Begin.AddDays(-120)) });
                _pen.Write(new FacilityMerged { Effective = Day(_one.Begin), Into = "松坪中心小学", Source = Letter(_one.Begin), Reason = "生源减少，并入松坪中心小学" });
                return;
            case Turn.Stalled:
                Step(new SiteSelectionStarted { Effective = Day(_one.Begin.AddDays(-90)) });
                Postpone(_one.Begin.AddMonths(18), _one.End.AddMonths(20), "用地性质尚未调整，选址未定");
                return;
            case Turn.Cancelled:
                Prepare(_one.Begin);
                _pen.Write(new ProjectSuspended { Effective = Day(_one.Begin.AddDays(20)), Source = Letter(_one.Begin), Reason = "学龄人口预测下调，暂停推进" });
                _pen.Write(new ProjectCancelled { Effective = Day(_one.Begin.AddDays(260)), Source = Letter(_one.Begin.AddDays(260)), Reason = "改为开通校车，不再新建" });
                return;
            case Turn.None when _one.Nature == Nature.Acquisition:
                Step(new ProjectApproved { Effective = Day(_one.Begin.AddDays(-30)), StatusAsWritten = "完成立项" });
                _pen.Write(new FacilityAcquired { Effective = Day(_one.End), StatusAsWritten = "完成回购", Source = Letter(_one.End) });
                _pen.Write(new FacilityOpened { Effective = Day(Term(_one.End)), StatusAsWritten = "投入使用" });
                return;
            default:
                Build();
                return;
        }
    }

    private void Build()
    {
        var begin = _one.Begin.AddDays(_dice.Between(0, 20));
        if (_dice.Chance(35) && _one.Turn != Turn.Continued)
        {
            var later = _dice.Between(2, 6);
            Postpone(_one.Begin.AddMonths(later), _one.End.AddMonths(later), _dice.Pick(LateBeginnings), _one.Begin.AddDays(25));
            begin = begin.AddMonths(later);
        }

        if (_one.Turn != Turn.Continued) Prepare(begin);
        var end = _building.Erect(begin);
        if (_dice.Chance(30)) Dearer(begin.AddDays((int)((end.DayNumber - begin.DayNumber) * 0.45)));
        // What is late is known to be some weeks before it should have been done.
        if (end > _one.End.AddMonths(2)) Postpone(begin, end, _dice.Pick(LateEnds), _one.End.AddDays(_dice.Between(-40, -5)));
        if (_one.Turn == Turn.LeftResting) return;
        _pen.WriteSometimesLate(Done(end));
        var inspected = end.AddDays(_dice.Between(20, 60));
        _pen.WriteSometimesLate(new ProjectCompleted { Effective = Day(inspected), Source = Letter(inspected), StatusAsWritten = "竣工验收合格" });
        var opened = Term(inspected.AddDays(10));
        _pen.WriteSometimesLate(new FacilityOpened { Effective = Day(opened), StatusAsWritten = "投入使用" });
        if (_one.Turn == Turn.Renamed) _pen.Write(new ProjectRenamed { Effective = Day(opened), Name = _one.Name + "（启新校区）", Source = Letter(opened), Reason = "区编办批复学校更名" });
    }

    private void Plan(string plan)
    {
        _pen.Publish(new ProjectPlanned
        {
            Effective = Day(Course.Published), Plan = plan, Number = _one.Number.ToString(CultureInfo.InvariantCulture), Name = _one.Name, Scope = _scope,
            Schedule = ScheduleOf(ReducedDate.OfYear(_one.Begin.Year), ReducedDate.OfYear(_one.End.Year)), Source = Paper.Plan(plan, "第四章", "专栏3", _one.Number),
        }, Course.Published);
        var seen = EffectiveDate.SeenOn(ReducedDate.Of(Course.Published));
        if (_one.Turn == Turn.Continued) _pen.Publish(new ConstructionStarted { Effective = seen, StatusAsWritten = "已开工建设", Source = Paper.Plan(plan, "第四章", "专栏3", _one.Number) }, Course.Published);
        else if (_one.Begin < Course.Published.AddMonths(8))
            _pen.Publish(new PreliminaryWorksReported { Effective = seen, StatusAsWritten = "前期进展阶段", Source = Paper.Plan(plan, "第四章", "专栏3", _one.Number) }, Course.Published);
    }

    // The steps before construction, as far as they lie after the plan's publication; some are skipped, as in life.
    private void Prepare(DateOnly begin)
    {
        Step(new SiteSelectionStarted { Effective = Day(Before(begin, 250)), StatusAsWritten = "正在进行选址" }, skip: 50);
        Step(new SiteSelected { Effective = Month(Before(begin, 205)), StatusAsWritten = "完成选址" }, skip: 35);
        Step(new ProjectApproved { Effective = Day(Before(begin, 165)), StatusAsWritten = "完成立项" });
        Step(new FeasibilityApproved { Effective = Month(Before(begin, 120)), StatusAsWritten = "可研批复" }, skip: 15);
        Step(new DrawingsSubmitted { Effective = Day(Before(begin, 75)), StatusAsWritten = "施工图审查" }, skip: 40);
        Step(new DrawingsApproved { Effective = Day(Before(begin, 40)), StatusAsWritten = "已完成施工图审查" });
    }

    private void Step(ProjectEvent step, int skip = 0)
    {
        if (!_dice.Chance(skip) && step.Effective.Date.FirstDay > Course.Published)
            _pen.WriteSometimesLate(step with { Source = Letter(step.Effective.On) });
    }

    private void Postpone(DateOnly begin, DateOnly end, string why, DateOnly? known = null) => _pen.Write(new ScheduleRevised
    {
        Effective = Day(known ?? _one.Begin.AddDays(30)), Reason = why, Source = Letter(known ?? _one.Begin),
        Schedule = ScheduleOf(ToMonth(begin), ToMonth(end)),
    });

    private void Dearer(DateOnly day)
    {
        if (day <= Course.Published) return;
        var share = _dice.Between(106, 124) / 100m;
        var cost = decimal.Round(_scope.Scale.InvestmentTenThousandYuan!.Value.Value * share);
        _scope = _scope with { Scale = _scope.Scale with { InvestmentTenThousandYuan = Quantity.From<TenThousandYuan>(cost) } };
        _pen.WriteSometimesLate(new ScopeRevised { Effective = Day(day), Scope = _scope, Reason = _dice.Pick(DearerWorks), Source = Letter(day) });
    }

    private ProjectEvent Done(DateOnly end) => _one.Nature switch
    {
        Nature.Expansion or Nature.RenovationExpansion => new FacilityExpanded { Effective = Day(end), StatusAsWritten = "建成" },
        Nature.Relocation => new FacilityRelocated { Effective = Day(end), StatusAsWritten = "建成" },
        _ => new FacilityBuilt { Effective = Day(end), StatusAsWritten = "建成" },
    };

    private Scope ScopeOf()
    {
        var area = 100 * _dice.Between(12, 30) * _one.Months / 10;
        return new Scope(_one.Category, _one.Nature, null, [_one.Town], _one.School, new Scale(
            Quantity.From<SquareMetres>(area), Quantity.From<Mu>(decimal.Round(area / 260m)), Quantity.From<Classes>(area / 200),
            Quantity.From<Places>(area / 200 * 45), Quantity.From<TenThousandYuan>(decimal.Round(area * _dice.Between(36, 46) / 100m))), Office.District.Name);
    }

    private Schedule ScheduleOf(ReducedDate start, ReducedDate end) => new(start, end, $"{start}—{end}", end.LastDay <= Course.PeriodEnd && _one.Turn is not (Turn.Stalled or Turn.Merged));

    private Source Letter(DateOnly day) => Paper.Letter(day, _one.Number * 3 + day.Month);

    private DateOnly Before(DateOnly begin, int days) => begin.AddDays(-days + _dice.Between(-6, 6));

    private EffectiveDate Month(DateOnly day) => _dice.Chance(40) ? new EffectiveDate(ToMonth(day)) : Day(day);

    private static ReducedDate ToMonth(DateOnly day) => ReducedDate.Parse(day.ToString("yyyy-MM", CultureInfo.InvariantCulture));

    private static EffectiveDate Day(DateOnly day) => EffectiveDate.OnDay(day);

    // Schools open with a term: on 1 March or 1 September.
    private static DateOnly Term(DateOnly day) => day.Month switch
    {
        < 3 => new DateOnly(day.Year, 3, 1),
        < 9 => new DateOnly(day.Year, 9, 1),
        _ => new DateOnly(day.Year + 1, 3, 1),
    };
}
