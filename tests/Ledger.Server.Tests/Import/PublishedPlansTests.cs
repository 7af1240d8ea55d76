using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Import;
using Ledger.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Import;

/// <summary>The five published plans in one ledger, held against well-known facts of the documents.</summary>
public sealed class PublishedPlansTests(PublishedPlansTests.Imported ledger) : IClassFixture<PublishedPlansTests.Imported>
{
    [Fact]
    public void All_five_are_imported_whole()
    {
        ledger.Reports.Select(report => report.Plan).ShouldBe(["fuling-2027", "qijiang-145", "shapingba-2023", "wansheng-145", "wuxi-145"]);
        ledger.Reports.ShouldAllBe(report => report.Outcome == ImportOutcome.Imported);
        foreach (var (report, folder) in ledger.Reports.Zip(PublishedPlans.Folders))
            report.Entries.Values.Sum().ShouldBe(PackageEntries.Of(PublishedPlans.Read(folder)).Sum(stream => stream.Entries.Count));
    }

    [Fact]
    public async Task A_second_start_adds_nothing()
    {
        var head = await ledger.Store.HeadAsync();
        foreach (var folder in PublishedPlans.Folders)
            (await ledger.Importer.ImportAsync(folder)).ShouldBeOfType<ImportResult.Done>().Report.Outcome.ShouldBe(ImportOutcome.Unchanged);

        (await ledger.Store.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [InlineData("2015-12-30", null, null)]
    [InlineData("2015-12-31", 94.1, null)]
    [InlineData("2020-12-30", 94.1, null)]
    [InlineData("2020-12-31", 97.6, null)]
    [InlineData("2021-01-01", 97.6, 99.0)]
    public void Qijiang_enrolment_is_known_from_the_end_of_2015(string asOf, double? baseline, double? target)
    {
        var indicator = ledger.State<Indicator>("qijiang-145.senior-high-gross-enrolment", asOf) as Indicator.Defined;

        indicator?.Baseline?.Figure.Value.ShouldBe((decimal?)baseline);
        (indicator?.Target?.Figure.Value).ShouldBe((decimal?)target);
        (indicator is null).ShouldBe(baseline is null);
    }

    [Theory]
    [InlineData("2016-12-30", 0)]
    [InlineData("2016-12-31", 1)]
    [InlineData("2022-03-30", 3)]
    [InlineData("2022-03-31", 7)]
    public void Wuxi_enrolment_gains_figures_as_they_come_to_hold(string asOf, int figures)
    {
        var points = (ledger.State<Indicator>("wuxi-145.gross-enrolment-senior-high", asOf) as Indicator.Defined)?.Points ?? [];

        points.Count.ShouldBeGreaterThanOrEqualTo(figures);
        points.ShouldAllBe(point => point.EffectiveFrom <= ReducedDate.Parse(asOf).LastDay);
    }

    [Theory]
    [InlineData("2020-12-30", null)]
    [InlineData("2020-12-31", Stage.UnderConstruction)]
    [InlineData("2026-11-22", Stage.UnderConstruction)]
    public void Baima_primary_school_was_under_construction_by_the_end_of_2020(string asOf, Stage? stage) =>
        (ledger.State<Project>("wuxi-145.baima-primary", asOf) as Project.Known)?.Stage.ShouldBe(stage!.Value);

    [Theory]
    [InlineData("2022-03-30", false, null)]
    [InlineData("2022-03-31", true, Stage.FeasibilityApproved)]
    public void The_middle_school_dormitory_is_planned_with_the_plan(string asOf, bool planned, Stage? stage)
    {
        var project = ledger.State<Project>("wuxi-145.wuxi-middle-dormitory-canteen", asOf);

        project.Exists.ShouldBe(planned);
        (project as Project.Known)?.Stage.ShouldBe(stage!.Value);
    }

    [Fact]
    public void Four_dates_give_four_ledgers()
    {
        string[] dates = ["2016-12-31", "2020-12-31", "2022-12-31", "2026-11-22"];

        // Achieved in 2016–2020: 20 of Wansheng and 5 of Wuxi, whose two schools under construction follow by the end of 2020;
        // then the rest of both and Qijiang's 47 with their plans; then Shapingba's 12 and Fuling's 6.
        ledger.Known<Project>(dates).ShouldBe([25, 27, 121, 139]);
        ledger.Known<Indicator>(dates).ShouldBeInOrder();
        ledger.Known<Indicator>(dates).Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("conflicting-figures", "indicator-wuxi-145.gross-enrolment-senior-high", null, "95.8%", "95.3%")]
    [InlineData("total-mismatch", "indicator-wuxi-145.t5-total-classes", "表5", "198个", "192个（52 + 82 + 23 + 35 + 0）")]
    [InlineData("unit-contradicts-value", "indicator-wuxi-145.senior-high-stage-enrolment", "表2", "1.3263人", "万人")]
    [InlineData("change-mismatch", "indicator-wuxi-145.gross-enrolment-kindergarten", "表2", "9.90%", "7.9")]
    [InlineData("missing-figure", "indicator-wuxi-145.t4-baiyang-primary-classes", "表4", "（空白）", "空白")]
    [InlineData("missing-figure", "indicator-qijiang-145.preschool-inclusive-share", "表1—1", "-", "横线")]
    [InlineData("figure-in-words", "indicator-qijiang-145.general-to-vocational-ratio", "表2—1", "68:32", "数值")]
    [InlineData("inexact-target", "indicator-wuxi-145.gross-enrolment-kindergarten", "表2", "＞93.0", "区间")]
    [InlineData("nature-contradicts-name", "project-wuxi-145.elderly-university-relocation", "专栏4", "新建", "迁建")]
    [InlineData("no-issue-date", "plan-qijiang-145", null, "（空白）", "2021-01-01")]
    public void What_the_documents_get_wrong_is_found(string rule, string subject, string? table, string written, string expected) =>
        ledger.Findings.ShouldContain(found => found.Rule == rule && found.Subject == subject && found.Source!.Table == table
            && found.Written == written && found.Expected.Contains(expected, StringComparison.Ordinal));

    /// <summary>A ledger with the five plans in it.</summary>
    public sealed class Imported : IAsyncLifetime
    {
        private readonly TestDatabase database = new();
        private ILookup<string, Recorded> streams = null!;

        public EventStore Store { get; private set; } = null!;

        public PlanImporter Importer { get; private set; } = null!;

        public List<ImportReport> Reports { get; } = [];

        public IReadOnlyList<Finding.Open> Findings { get; private set; } = [];

        public async Task InitializeAsync()
        {
            await database.InitializeAsync();
            Store = new EventStore(database.Ledger, NullLogger<EventStore>.Instance);
            Importer = new PlanImporter(Store, database.Ledger, TimeProvider.System);
            foreach (var folder in PublishedPlans.Folders)
                Reports.Add((await Importer.ImportAsync(folder)).ShouldBeOfType<ImportResult.Done>().Report);
            var all = new List<Recorded>();
            await foreach (var entry in Store.ReadAllAsync(0))
                all.Add(new Recorded(entry.Position, entry.Stream, entry.Version, entry.RecordedAt, entry.Actor!, LedgerJson.Read(entry.Type, entry.Data.Span)));
            streams = all.ToLookup(entry => entry.Stream, StringComparer.Ordinal);
            Findings = [.. streams.Where(stream => StreamName.TypeOf(stream.Key) == "finding").Select(stream => Fold.State<Finding>(stream, DateOnly.MaxValue)).OfType<Finding.Open>()];
        }

        public async Task DisposeAsync()
        {
            await Store.DisposeAsync();
            await database.DisposeAsync();
        }

        public T State<T>(string id, string asOf)
            where T : class, IAggregate<T> => Fold.State<T>(streams[StreamName.Of<T>(id)], ReducedDate.Parse(asOf).LastDay);

        public List<int> Known<T>(IEnumerable<string> dates)
            where T : class, IAggregate<T> =>
            [.. dates.Select(date => streams.Count(stream => StreamName.TypeOf(stream.Key) == T.StreamType && State<T>(StreamName.IdOf(stream.Key), date).Exists))];
    }
}
