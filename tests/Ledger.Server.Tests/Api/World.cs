using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;

namespace Ledger.Server.Tests.Api;

/// <summary>Two plans with a few projects, indicators and findings, with back-dated entries, corrections and voids.</summary>
/// <param name="BeforeBackdating">Last position before anything was recorded with an earlier date.</param>
/// <param name="Voided">Position of an entry of <see cref="Suspended"/> that was voided.</param>
/// <param name="Corrected">Position of an entry of <see cref="School"/> that was corrected.</param>
/// <param name="Facts">Everything, in the order in which it was recorded.</param>
internal sealed record World(long BeforeBackdating, long Voided, long Corrected, IReadOnlyList<AppendedEntry> Facts)
{
    public const string School = "wuxi-145.baima-primary";
    public const string Kindergarten = "wuxi-145.chengxiang-kindergarten";
    public const string Suspended = "wuxi-145.vocational-base";
    public const string Enrolment = "wuxi-145.senior-high-enrolment";
    public const string Places = "wuxi-145.baima-places";
    private static readonly DateOnly Issued = new(2022, 3, 31);
    private static readonly Source Row3 = new("wuxi-145", "第四章", "专栏4", "3", Evidence: "白马小学改扩建工程");

    public static async Task<World> RecordAsync(ApiHost host)
    {
        var facts = new List<AppendedEntry>();
        async Task<long> Record(string stream, params LedgerEvent[] events)
        {
            var entries = await host.RecordAsync(stream, "填报员甲", events);
            facts.AddRange(entries);
            return entries[^1].Position;
        }

        await Record("plan-wuxi-145", Plan("wuxi-145", "巫溪县", "500238", Issued, new(2021, 1, 1), new(2025, 12, 31)));
        await Record("plan-shapingba-2023", Plan("shapingba-2023", "沙坪坝区", "500106", new(2023, 4, 12), new(2023, 1, 1), new(2023, 12, 31)));
        await Record($"project-{School}",
            Planned("wuxi-145", "3", "白马小学改扩建工程", Category.Compulsory, Nature.RenovationExpansion, true, Row3),
            new ProjectEvent.ConstructionStarted { Effective = EffectiveDate.SeenOn(ReducedDate.Of(Issued)), StatusAsWritten = "已开工建设" });
        await Record($"project-{Kindergarten}", Planned("wuxi-145", "1", "城厢幼儿园𠮷", Category.Preschool, Nature.New, false, Row3 with { Row = "1" }));
        await Record($"project-{Suspended}", Planned("wuxi-145", null, "职教实训基地", Category.Vocational, null, null, null));
        await Record("project-shapingba-2023.no1", Planned("shapingba-2023", "1", "第一中学迁建", Category.SeniorHigh, Nature.Relocation, null, null, new(2023, 4, 12)));
        await Record($"indicator-{Enrolment}", Indicators());
        await Record($"indicator-{Places}",
            Defined("白马小学学位", Category.Compulsory, "个", null, "白马小学"),
            new IndicatorEvent.TargetSet { Figure = Figure("2025", Comparator.Equal, 900, "900"), Effective = On(Issued) });
        await Record("indicator-wuxi-145.ratio",
            Defined("普职比", Category.SeniorHigh, null, Property.Anticipatory, null),
            new IndicatorEvent.TargetSet { Figure = new(ReducedDate.OfYear(2025), Comparator.Equal, null, "68:32"), Effective = On(Issued) },
            new IndicatorEvent.IndicatorRetired { Effective = On(new(2024, 1, 1)) });
        var before = await Record("finding-wuxi-145.f1", Found("unit-contradicts-value"));
        await Record("finding-wuxi-145.f2", Found("total-does-not-add-up"));

        // Learned later, about earlier days.
        await Record($"project-{School}", new ProjectEvent.SiteSelected { Effective = On(new(2021, 6, 1)), Reason = "补录" });
        var progress = await Record($"project-{School}", new ProjectEvent.ProgressReported { Percent = 40, Effective = On(new(2023, 6, 30)) });
        await Record($"project-{School}", new EntryEvent.EntryCorrected
        {
            Position = progress, Reason = "数字有误", Effective = On(new(2023, 6, 30)),
            Replacement = new ProjectEvent.ProgressReported { Percent = 45.5m, Effective = On(new(2023, 6, 30)) },
        });
        var suspended = await Record($"project-{Suspended}", new ProjectEvent.ProjectSuspended { Effective = On(new(2023, 1, 1)) });
        await Record($"project-{Suspended}", new EntryEvent.EntryVoided { Position = suspended, Reason = "不是这个项目", Effective = On(new(2023, 1, 1)) });
        return new World(before, suspended, progress, facts);
    }

    public static ProjectEvent.ProjectPlanned Planned(
        string plan, string? number, string name, Category category, Nature? nature, bool? committed, Source? source, DateOnly? on = null) => new()
        {
            Plan = plan, Number = number, Name = name, Effective = On(on ?? (number == "3" ? new(2021, 1, 1) : Issued)), Source = source,
            Scope = new Scope(category, nature, "改扩建", ["白马镇"], "白马小学",
                new Scale(Quantity.From<SquareMetres>(3200.5m), Quantity.From<Mu>(20), Places: Quantity.From<Places>(900), AsWritten: "3200.5平方米"), "县教委"),
            Schedule = new Schedule(ReducedDate.OfYear(2022), ReducedDate.Parse("2023-06"), "2022—2023.6", committed),
        };

    public static EffectiveDate On(DateOnly day) => EffectiveDate.OnDay(day);

    private static LedgerEvent[] Indicators() =>
    [
        Defined("高中阶段毛入学率", Category.SeniorHigh, "%", Property.Binding, null),
        new IndicatorEvent.BaselineRecorded { Figure = Figure("2020", Comparator.Equal, 95.3m, "95.3"), Effective = On(new(2020, 12, 31)) , Source = Row3 },
        new IndicatorEvent.TargetSet { Figure = Figure("2022", Comparator.AtLeast, 96, "≥96"), Effective = On(Issued) },
        new IndicatorEvent.TargetSet { Figure = Figure("2025", Comparator.Greater, 97, "＞97"), Effective = On(Issued) },
        new IndicatorEvent.ValueReported { Figure = Figure("2022", Comparator.Equal, 96.2m, "96.2"), Effective = On(new(2022, 12, 31)) },
    ];

    private static PlanEvent.PlanPublished Plan(string code, string region, string regionCode, DateOnly issued, DateOnly start, DateOnly end) => new()
    {
        Effective = On(issued),
        Document = new PlanDocument(
            code, $"{region}教育规划", "巫溪府发〔2022〕14号", $"{region}人民政府", region, regionCode, ReducedDate.Of(issued), start, end, [2022, 2025]),
    };

    private static IndicatorEvent.IndicatorDefined Defined(string name, Category category, string? unit, Property? property, string? facility) => new()
    {
        Effective = On(new(2020, 12, 31)), Source = Row3 with { Table = "表2" },
        Definition = new IndicatorDefinition("wuxi-145", name, category, unit, property, Direction.Increase, facility, null),
    };

    private static Figure Figure(string period, Comparator comparator, decimal value, string written) =>
        new(ReducedDate.Parse(period), comparator, value, written);

    private static FindingEvent.FindingRaised Found(string rule) => new()
    {
        Effective = On(Issued), Plan = "wuxi-145", Rule = rule, Subject = $"indicator-{Enrolment}", Written = "95.3", Expected = "95.8", Source = Row3,
    };
}
