using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Import;
using Ledger.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Import;

public sealed class PlanImporterTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly PackageFiles package = new();
    private readonly string code = $"t-{Guid.NewGuid():N}"[..20];
    private EventStore store = null!;

    public Task InitializeAsync()
    {
        store = new EventStore(database.Ledger, NullLogger<EventStore>.Instance);
        package.Replace("datapackage.json", "test-1", code);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        package.Dispose();
    }

    [Fact]
    public async Task The_first_import_records_what_the_package_says()
    {
        var report = await Import();

        report.Outcome.ShouldBe(ImportOutcome.Imported);
        report.Entries.Values.Sum().ShouldBe(12);
        report.LastPosition.ShouldBe(report.FirstPosition + 11);
        (await Types("project", "school")).ShouldBe(["project_planned", "project_approved", "feasibility_approved"]);
        (await Types("indicator", "rate")).ShouldBe(["indicator_defined", "baseline_recorded", "baseline_recorded", "target_set", "change_stated"]);
    }

    [Fact]
    public async Task A_figure_is_known_from_the_day_it_holds_and_not_the_day_before()
    {
        await Import();

        (await State<Indicator>("rate", "2015-12-30")).Exists.ShouldBeFalse();
        var indicator = (await State<Indicator>("rate", "2015-12-31")).ShouldBeOfType<Indicator.Defined>();
        indicator.Baseline!.Figure.Value.ShouldBe(90.1m);
        indicator.Target.ShouldBeNull();
        (await State<Indicator>("rate", "2022-03-31")).ShouldBeOfType<Indicator.Defined>().Target!.Figure.Value.ShouldBe(98.5m);
        (await State<Project>("school", "2021-06-30")).ShouldBeOfType<Project.Known>().Stage.ShouldBe(Stage.Approved);
    }

    [Fact]
    public async Task Importing_twice_adds_nothing()
    {
        await Import();
        var before = await store.HeadAsync();

        (await Import()).Outcome.ShouldBe(ImportOutcome.Unchanged);

        (await store.HeadAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Two_at_once_add_what_one_adds()
    {
        await using var other = new EventStore(database.Ledger, NullLogger<EventStore>.Instance);

        var reports = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Import(with: i % 2 == 0 ? store : other))));

        reports.Select(report => report.Outcome).Order().ShouldBe([.. Enumerable.Repeat(ImportOutcome.Unchanged, 5), ImportOutcome.Imported]);
        (await Types("indicator", "rate")).Length.ShouldBe(5);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_writes_nothing()
    {
        var before = await store.HeadAsync();

        var dry = await Import(dryRun: true);

        dry.DryRun.ShouldBeTrue();
        dry.FirstPosition.ShouldBeNull();
        (await store.HeadAsync()).ShouldBe(before);
        (await Import()).Entries.ShouldBe(dry.Entries);
    }

    [Fact]
    public async Task A_changed_package_adds_exactly_the_revisions()
    {
        await Import();
        package.Replace("datapackage.json", "\"periodEnd\"", "\"revisedOn\": \"2023-05-01\", \"periodEnd\"")
            .Replace("projects.csv", "新建礼堂,compulsory,new,新建,2022,2025,2022—2025", "新建大礼堂,compulsory,new,新建,2022,2024,2022—2024")
            .Replace("progress.csv", "project_approved,2021-06,", "project_approved,2021-07,")
            .Replace("figures.csv", "=,98.5,98.5", "=,99,99")
            .Replace("figures.csv", "=,95.3,95.3", "=,95.4,95.4")
            .Replace("changes.csv", "3.2,,3.2", "3.6,,3.6")
            .Add("progress.csv", "hall,construction_started,2022-05-01,false,,开工,三,专栏1,2,开工");

        var report = await Import();

        report.Outcome.ShouldBe(ImportOutcome.Revised);
        report.Entries.ShouldBe(new Dictionary<string, int>
        {
            ["baseline_recorded"] = 1, ["change_stated"] = 1, ["construction_started"] = 1, ["entry_corrected"] = 2,
            ["plan_revised"] = 1, ["project_renamed"] = 1, ["schedule_revised"] = 1, ["target_revised"] = 1,
        }, ignoreOrder: true);
        (await Types("project", "hall"))[^3..].ShouldBe(["project_renamed", "schedule_revised", "construction_started"], ignoreOrder: true);
        var before = (await State<Indicator>("rate", "2023-04-30")).ShouldBeOfType<Indicator.Defined>();
        before.Target!.Figure.Value.ShouldBe(98.5m);
        var after = (await State<Indicator>("rate", "2023-05-01")).ShouldBeOfType<Indicator.Defined>();
        after.Target!.Figure.Value.ShouldBe(99m);
        after.Points.Count.ShouldBe(3);
        (await store.ReadStreamAsync($"indicator-{code}.rate"))[^1].ShouldSatisfyAllConditions(
            entry => entry.Actor.ShouldBe("system:import"),
            entry => LedgerJson.Read(entry.Type, entry.Data.Span).Reason!.ShouldContain("2023-05-01 (revisedOn)"));
        (await Import()).Outcome.ShouldBe(ImportOutcome.Unchanged);
    }

    [Fact]
    public async Task What_is_gone_is_withdrawn_and_what_comes_back_stands_again()
    {
        await Import();
        package.Remove("projects.csv", "hall").Remove("indicators.csv", "pupils").Remove("figures.csv", "pupils")
            .Remove("figures.csv", "rate,target").Remove("changes.csv", "rate").Remove("progress.csv", "school,feasibility");

        var gone = await Import("2024-02-01");

        gone.Entries.ShouldBe(new Dictionary<string, int>
        {
            ["plan_revised"] = 1, ["project_cancelled"] = 1, ["indicator_retired"] = 1, ["figure_withdrawn"] = 1, ["change_withdrawn"] = 1, ["entry_voided"] = 1,
        }, ignoreOrder: true);
        (await State<Project>("hall", "2024-02-01")).ShouldBeOfType<Project.Known>().Stage.ShouldBe(Stage.Cancelled);

        package.Add("projects.csv", "hall,新建礼堂,compulsory,new,新建,2022,2025,2022—2025,true,,,三,专栏1,2,新建礼堂")
            .Add("indicators.csv", "pupils,在校学生数,compulsory,万人,,,,,二,表1,在校学生数,在校学生数")
            .Add("figures.csv", "pupils,target,2025,=,1.62,1.62,,,false,,二,表1,在校学生数,2025年,1.62")
            .Add("figures.csv", "rate,target,2025,=,97,97,,,false,,二,表1,毛入学率,2025年,97")
            .Add("changes.csv", "rate,2020,2025,1.7,,1.7,,二,表1,毛入学率,变化,1.7");
        var back = await Import("2024-03-01");

        back.Entries.ShouldBe(new Dictionary<string, int>
        {
            ["plan_revised"] = 1, ["entry_voided"] = 4, ["target_revised"] = 1, ["change_stated"] = 1,
        }, ignoreOrder: true);
        (await State<Project>("hall", "2024-03-01")).ShouldBeOfType<Project.Known>().Stage.ShouldBe(Stage.Planned);
        (await State<Indicator>("rate", "2024-03-01")).ShouldBeOfType<Indicator.Defined>().Target!.Figure.Value.ShouldBe(97m);
        (await Import("2024-03-01")).Outcome.ShouldBe(ImportOutcome.Unchanged);
    }

    [Fact]
    public async Task Findings_are_raised_once_changed_and_withdrawn()
    {
        package.Replace("changes.csv", "3.2,,3.2", "3.9,,3.9");
        (await Import()).Findings.ShouldBe(new Dictionary<string, int> { ["change-mismatch"] = 1 });

        package.Replace("changes.csv", "3.9,,3.9", "4.1,,4.1");
        (await Import("2023-01-01")).Entries.ShouldBe(new Dictionary<string, int> { ["change_stated"] = 1, ["entry_corrected"] = 1, ["plan_revised"] = 1 }, ignoreOrder: true);

        package.Replace("changes.csv", "4.1,,4.1", "3.2,,3.2");
        (await Import("2023-01-01")).Entries.ShouldBe(new Dictionary<string, int> { ["change_stated"] = 1, ["finding_withdrawn"] = 1, ["plan_revised"] = 1 }, ignoreOrder: true);

        package.Replace("changes.csv", "3.2,,3.2", "3.9,,3.9");
        (await Import("2023-02-01")).Entries.ShouldBe(new Dictionary<string, int> { ["change_stated"] = 1, ["entry_corrected"] = 1, ["entry_voided"] = 1, ["plan_revised"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_revision_leaves_alone_what_people_recorded()
    {
        await Import();
        var started = new ProjectEvent.ScheduleRevised
        {
            Effective = EffectiveDate.OnDay(new DateOnly(2023, 1, 1)), Schedule = new Schedule(null, ReducedDate.OfYear(2026), null, null),
        };
        await store.AppendAsync(new AppendRequest([new StreamAppend($"project-{code}.hall", "project", ExpectedVersion.Any,
            [new NewEntry(EventTypes.NameOf(started), LedgerJson.Write(started))])], "用户"));
        package.Replace("projects.csv", "school,新建学校", "school,新建大学校");

        (await Import()).Entries.ShouldBe(new Dictionary<string, int> { ["plan_revised"] = 1, ["project_renamed"] = 1 }, ignoreOrder: true);

        (await State<Project>("hall", "2026-01-01")).ShouldBeOfType<Project.Known>().Schedule.End.ShouldBe(ReducedDate.OfYear(2026));
    }

    [Fact]
    public async Task A_refusal_names_the_line_and_nothing_is_written()
    {
        package.Add("progress.csv", "school,construction_started,2021-12-01,false,,开工,三,专栏1,1,开工")
            .Add("progress.csv", "hall,facility_built,2099,false,,建成,三,专栏1,2,建成");
        var before = await store.HeadAsync();

        var refused = (await Importer(store).ImportAsync(package.Folder)).ShouldBeOfType<ImportResult.Refused>();

        refused.Errors.Select(error => (error.File, error.Line)).ShouldBe([("progress.csv", 3), ("progress.csv", 5)]);
        refused.Errors[0].Reason.ShouldContain("stage_goes_back");
        refused.Errors[1].Reason.ShouldContain("effective_in_future");
        (await store.HeadAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_revision_that_would_lie_before_a_later_one_is_refused()
    {
        await Import();
        package.Replace("figures.csv", "=,95.3,95.3", "=,95.4,95.4");
        await Import("2024-01-01");
        package.Replace("figures.csv", "=,95.4,95.4", "=,95.5,95.5").Replace("datapackage.json", "2024-01-01", "2023-01-01");

        (await Importer(store).ImportAsync(package.Folder)).ShouldBeOfType<ImportResult.Refused>()
            .Errors.ShouldContain(error => error.Column == "ledger.revisedOn");
    }

    private async Task<ImportReport> Import(string? revisedOn = null, bool dryRun = false, EventStore? with = null)
    {
        if (revisedOn is not null)
        {
            var lines = File.ReadAllLines(package.PathOf("datapackage.json")).Where(line => !line.Contains("revisedOn", StringComparison.Ordinal)).ToList();
            lines.Insert(lines.FindIndex(line => line.Contains("\"periodEnd\"", StringComparison.Ordinal)), $"\"revisedOn\": \"{revisedOn}\",");
            File.WriteAllLines(package.PathOf("datapackage.json"), lines);
        }

        var result = await Importer(with ?? store).ImportAsync(package.Folder, dryRun);
        if (result is ImportResult.Refused refused) refused.Errors.ShouldBeEmpty();
        return ((ImportResult.Done)result).Report;
    }

    private PlanImporter Importer(EventStore with) => new(with, database.Ledger, TimeProvider.System);

    private async Task<string[]> Types(string kind, string id) => [.. (await store.ReadStreamAsync($"{kind}-{code}.{id}")).Select(entry => entry.Type)];

    private async Task<T> State<T>(string id, string asOf)
        where T : class, IAggregate<T> =>
        Fold.State<T>(
            (await store.ReadStreamAsync(StreamName.Of<T>($"{code}.{id}"))).Select(entry => new Recorded(
                entry.Position, entry.Stream, entry.Version, entry.RecordedAt, entry.Actor!, LedgerJson.Read(entry.Type, entry.Data.Span))),
            ReducedDate.Parse(asOf).LastDay);
}
