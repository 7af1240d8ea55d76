using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Testing;

/// <summary>Random lives of projects and indicators as the decisions let them happen: back-dated, corrected, voided, reviewed.</summary>
/// <param name="random">Every random choice is drawn from it.</param>
public sealed class RandomHistories(Random random)
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    /// <summary>The first day on which anything can hold.</summary>
    public static DateOnly FirstDay { get; } = new(2019, 1, 1);

    /// <summary>A wish for a further entry on a project; a decision may refuse it.</summary>
    public LedgerEvent ProjectWish(IReadOnlyList<Recorded> stream) =>
        Change(stream, stream.Count == 0 ? Planned(Day(early: true)) : ProjectFact());

    /// <summary>A wish for a further entry on an indicator; a decision may refuse it.</summary>
    public LedgerEvent IndicatorWish(IReadOnlyList<Recorded> stream) =>
        Change(stream, stream.Count == 0 ? Defined(Day(early: true)) : IndicatorFact());

    /// <summary>A day on which something may be asked.</summary>
    public DateOnly AnyDay() => FirstDay.AddDays(random.Next(-30, 3_000));

    /// <summary>Who records the next entry: a person, or at times the import, whose entries need no review.</summary>
    public string AnyActor() => random.Next(3) == 0 ? Review.ImportActor : "test";

    /// <summary>What the domain decides about a wish.</summary>
    public static LedgerEvent? Decide<TState>(IReadOnlyList<Recorded> stream, LedgerEvent wish)
        where TState : class, IAggregate<TState> =>
        Recording.Decide<TState>(stream, wish, Today, new Author("reviewer", "reviewer")) is Decision.Accepted accepted ? accepted.Event : null;

    private LedgerEvent Change(IReadOnlyList<Recorded> stream, LedgerEvent fact)
    {
        if (stream.Count == 0 || random.Next(5) > 1) return fact;
        var target = stream[random.Next(stream.Count)].Position;
        return random.Next(5) switch
        {
            4 => new EntryEvent.EvidenceAttached
            {
                Position = target, FileName = "照片.jpg", MediaType = "image/jpeg", Size = 1, Sha256 = new string((char)('0' + random.Next(3)), 64), Effective = Day(),
            },
            0 => new EntryEvent.EntryReviewed { Position = target, Verdict = (Verdict)random.Next(2), Effective = Day(), Reason = "与现场不符" },
            1 => new EntryEvent.EntryReviewed { Position = target, Verdict = Verdict.Confirmed, Effective = Day() },
            2 => new EntryEvent.EntryVoided { Position = target, Effective = Day(), Reason = "填报错误" },
            _ => new EntryEvent.EntryCorrected { Position = target, Replacement = fact, Effective = fact.Effective, Reason = "日期有误" },
        };
    }

    private LedgerEvent ProjectFact() => random.Next(15) switch
    {
        0 => Planned(Day(early: true)),
        1 => new ProjectEvent.ProjectRenamed { Name = $"学校{random.Next(99)}", Effective = Day() },
        2 => new ProjectEvent.SiteSelected { Effective = Day() },
        3 => new ProjectEvent.ProjectApproved { Effective = Day(), StatusAsWritten = "完成立项" },
        4 => new ProjectEvent.DrawingsApproved { Effective = Day() },
        5 or 6 => new ProjectEvent.ConstructionStarted { Effective = Day() },
        7 or 8 => new ProjectEvent.ProgressReported { Percent = random.Next(1001) / 10m, Effective = Day() },
        9 => new ProjectEvent.ProjectCompleted { Effective = Day() },
        10 => new ProjectEvent.FacilityOpened { Effective = Day() },
        11 => new ProjectEvent.ProjectSuspended { Effective = Day() },
        12 => new ProjectEvent.ProjectResumed { Effective = Day() },
        13 => new ProjectEvent.ScheduleRevised { Schedule = Schedule(), Effective = Day() },
        _ => new ProjectEvent.PreliminaryWorksReported { Effective = Day() },
    };

    private LedgerEvent IndicatorFact() => random.Next(6) switch
    {
        0 => Defined(Day(early: true)),
        1 => new IndicatorEvent.BaselineRecorded { Figure = Figure(), Source = Place(), Effective = Day() },
        2 => new IndicatorEvent.TargetSet { Figure = Figure(), Source = Place(), Effective = Day() },
        3 => new IndicatorEvent.TargetRevised { Figure = Figure(), Source = Place(), Effective = Day() },
        4 => new IndicatorEvent.ChangeStated { From = ReducedDate.OfYear(2020), To = ReducedDate.OfYear(2025), Value = 0.10m, Source = Place(), Effective = Day() },
        _ => new IndicatorEvent.ValueReported { Figure = Figure(), Effective = Day() },
    };

    private ProjectEvent.ProjectPlanned Planned(EffectiveDate effective) => new()
    {
        Plan = "test-plan",
        Name = "白马小学校建设项目",
        Scope = new Scope((Category)random.Next(8), Nature.New, "新建", ["柏杨街道"], null, new Scale(AsWritten: "约60亩"), "县教委"),
        Schedule = Schedule(),
        Effective = effective,
        Source = Place(),
    };

    private static IndicatorEvent.IndicatorDefined Defined(EffectiveDate effective) => new()
    {
        Definition = new IndicatorDefinition("test-plan", "学前三年毛入园率", Category.Preschool, "%", Property.Anticipatory, null, null, null),
        Effective = effective,
    };

    private Schedule Schedule() => new(ReducedDate.OfYear(2020), ReducedDate.OfYear(2020 + random.Next(6)), "2020—2025", random.Next(2) == 0);

    private Figure Figure() => new(ReducedDate.OfYear(2020 + random.Next(3)), Comparator.AtLeast, random.Next(1000) / 10m, "≥");

    private Source Place() => new("test-plan", "第二章", Row: random.Next(2).ToString(System.Globalization.CultureInfo.InvariantCulture), Evidence: "已开工建设");

    // Few days, so that entries share days; every precision, so that a fact may hold later than it begins to be written.
    private EffectiveDate Day(bool early = false)
    {
        var day = FirstDay.AddDays(7 * random.Next(early ? 20 : 250));
        return random.Next(8) == 0
            ? new EffectiveDate(ReducedDate.OfYear(day.Year), AsWritten: $"{day.Year}年")
            : new EffectiveDate(ReducedDate.Of(day), Observed: random.Next(4) == 0);
    }
}
