using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.ReadModels;

/// <summary>The law of the board: at any two times and on either basis, its stretches and its counts say what the domain's fold says.</summary>
public sealed class BoardTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Plan = "test-plan";

    [Theory]
    [InlineData(3)]
    [InlineData(20261123)]
    public async Task Stretches_counts_and_pages_say_what_the_fold_says(int seed)
    {
        await using var ledger = await TestLedger.OpenAsync(database);
        var (random, board) = (new Random(seed), new LedgerBoard(ledger.Database));
        var histories = new RandomHistories(random);
        for (var i = 0; i < 10; i++) await ledger.LiveAsync<Project>($"b{seed}-{i}", histories.ProjectWish, 40, histories.AnyActor);
        await ledger.Catalog.CatchUpAsync();
        var head = (await ledger.Store.HeadAsync()).Position;
        var streams = new Dictionary<string, IReadOnlyList<Recorded>>();
        // All that the database holds of the plan, also of the seed before.
        var (all, _) = await board.PageAsync(new AsKnown(DateOnly.MaxValue, head), Ask(unknown: true));
        foreach (var id in all) streams[id] = await ledger.EntriesAsync($"project-{id}");
        streams.Count.ShouldBeGreaterThanOrEqualTo(10);

        for (var n = 0; n < 60; n++)
        {
            var at = new AsKnown(histories.AnyDay(), random.NextInt64(0, head + 1), (Basis)random.Next(2));
            await ShouldAgreeAsync(board, at, streams);
            await CountsShouldAgreeAsync(ledger, at, streams);
        }

        (await ledger.Catalog.VerifyTablesAsync()).ShouldBeEmpty();
    }

    private static async Task CountsShouldAgreeAsync(TestLedger ledger, AsKnown at, Dictionary<string, IReadOnlyList<Recorded>> streams)
    {
        var fold = streams.Values.Select(stream => Fold.State<Project>(stream, at.AsOf, at.Position, at.Basis)).OfType<Project.Known>().ToList();
        var counts = (await new LedgerCounts(ledger.Database).OfAsync(at, [Plan, "no-plan"])).GetValueOrDefault(Plan, PlanCounts.None);
        counts.ProjectsByStage.OrderBy(count => count.Key)
            .ShouldBe(fold.GroupBy(state => Code<Stage>.Of(state.Stage)).Select(group => KeyValuePair.Create(group.Key, (long)group.Count())).OrderBy(count => count.Key), $"{at}");
        (await ledger.Queries.ProjectsAsync(at, new ProjectFilter([Plan]), 0, 3)).Total.ShouldBe(fold.Count, $"{at}");
        (await ledger.Queries.ProjectsAsync(at, new ProjectFilter([Plan, Plan, "no-plan"], Stage: Stage.UnderConstruction), 0, 3)).Total
            .ShouldBe(fold.Count(state => state.Stage == Stage.UnderConstruction), $"{at}");
        // Counted at first, remembered the second time.
        for (var i = 0; i < 2; i++)
            (await ledger.Queries.ProjectsAsync(at, new ProjectFilter([Plan], Committed: true), 0, 3)).Total.ShouldBe(fold.Count(state => state.Schedule.Committed == true), $"{at}");
    }

    [Fact]
    public async Task What_was_counted_at_a_position_stays_so_whatever_is_recorded_or_rebuilt_afterwards()
    {
        await using var ledger = await TestLedger.OpenAsync(database);
        var histories = new RandomHistories(new Random(11));
        for (var i = 0; i < 4; i++) await ledger.LiveAsync<Project>($"kept-{i}", histories.ProjectWish, 20);
        await ledger.Catalog.CatchUpAsync();
        var at = new AsKnown(new DateOnly(2024, 6, 30), (await ledger.Store.HeadAsync()).Position);
        var (board, counts) = (new LedgerBoard(ledger.Database), new LedgerCounts(ledger.Database));
        var (changes, total) = (await board.StagesAsync(at, Plan), (await ledger.Queries.ProjectsAsync(at, new ProjectFilter([Plan]), 0, 1)).Total);
        changes.ShouldNotBeEmpty();
        for (var i = 0; i < 4; i++) await ledger.LiveAsync<Project>($"kept-{i}", histories.ProjectWish, 20);
        await ledger.Catalog.RebuildAsync(null);
        (await board.StagesAsync(at with { Position = at.Position + 1 }, Plan)).ShouldNotBeEmpty();
        await using var cold = LedgerDatabase.Open(database.ConnectionString);
        await cold.ProbeAppRoleAsync();
        foreach (var asked in new[] { board, new LedgerBoard(cold) }) (await asked.StagesAsync(at, Plan)).ShouldBe(changes);
        (await ledger.Queries.ProjectsAsync(at, new ProjectFilter([Plan]), 0, 1)).Total.ShouldBe(total);
        (await counts.OfAsync(at, [Plan]))[Plan].ProjectsByStage.Values.Sum().ShouldBe(total);
    }

    [Fact]
    public async Task Counts_that_are_not_those_of_the_rows_are_found_and_not_remembered_after_a_rebuild()
    {
        await using var ledger = await TestLedger.OpenAsync(database);
        await ledger.LiveAsync<Project>("tampered", new RandomHistories(new Random(12)).ProjectWish, 10);
        await ledger.Catalog.CatchUpAsync();
        var at = new AsKnown(DateOnly.MaxValue, (await ledger.Store.HeadAsync()).Position);
        await using (var command = ledger.Database.Owner.CreateCommand("update ledger_read.moves set change = change + 7 where model = 'projects' and position = (select min(position) from ledger_read.moves)"))
            (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
        (await ledger.Catalog.VerifyTablesAsync()).ShouldBe(["projects"]);
        await using var wrong = LedgerDatabase.Open(database.ConnectionString);
        await wrong.ProbeAppRoleAsync();
        var board = new LedgerBoard(wrong);
        var told = (await board.StagesAsync(at, Plan)).Sum(change => change.Change);
        await ledger.Catalog.RebuildAsync(null);
        (await ledger.Catalog.VerifyTablesAsync()).ShouldBeEmpty();
        for (var i = 0; i < 30 && (await board.StagesAsync(at, Plan)).Sum(change => change.Change) == told; i++) await Task.Delay(100);
        (await board.StagesAsync(at, Plan)).Sum(change => change.Change).ShouldBe(told - 7);
    }

    private static async Task ShouldAgreeAsync(LedgerBoard board, AsKnown at, Dictionary<string, IReadOnlyList<Recorded>> streams)
    {
        var fold = streams.ToDictionary(stream => stream.Key, stream => Fold.State<Project>(stream.Value, at.AsOf, at.Position, at.Basis) as Project.Known);
        var ever = streams.Where(stream => Fold.State<Project>(stream.Value, DateOnly.MaxValue, at.Position, at.Basis) is Project.Known).Select(stream => stream.Key).ToList();

        var stretches = await board.HistoriesAsync(at.Basis, [.. streams.Keys]);
        foreach (var (id, state) in fold)
        {
            var found = stretches[id].SingleOrDefault(one => one.Believed(at.Position) && one.Row.EffectiveFrom <= at.AsOf && (one.Row.EffectiveUntil ?? DateOnly.MaxValue) > at.AsOf);
            found?.Row.State.ShouldBe(state, $"{id} at {at}");
            (found is null).ShouldBe(state is null, $"{id} at {at}");
        }

        var changes = await board.StagesAsync(at, Plan);
        var counts = changes.Where(change => change.Day <= at.AsOf).GroupBy(change => change.Stage).Select(group => (group.Key, Count: group.Sum(change => change.Change))).Where(group => group.Count != 0);
        counts.Order().ShouldBe(fold.Values.OfType<Project.Known>().GroupBy(state => state.Stage).Select(group => (group.Key, Count: (long)group.Count())).Order(), $"{at}");
        changes.Sum(change => change.Change).ShouldBe(ever.Count, $"{at}");

        (await board.PageAsync(at, Ask())).Ids.ShouldBe(ever, ignoreOrder: true, $"{at}");
        var built = await board.PageAsync(at, Ask(new ProjectFilter(Stage: Stage.UnderConstruction)));
        built.Ids.ShouldBe(fold.Where(pair => pair.Value?.Stage == Stage.UnderConstruction).Select(pair => pair.Key), ignoreOrder: true, $"{at}");
        built.Total.ShouldBe(built.Ids.Count);
    }

    [Fact]
    public async Task Steps_are_the_entries_at_their_positions()
    {
        await using var ledger = await TestLedger.OpenAsync(database);
        await ledger.LiveAsync<Project>("steps", new RandomHistories(new Random(5)).ProjectWish, 20);
        var entries = await ledger.EntriesAsync("project-steps");
        var steps = await new LedgerBoard(ledger.Database).StepsAsync([entries[^1].Position, entries[0].Position]);
        steps.Select(step => (step.Position, step.RecordedAt, step.Stream, step.Actor)).ShouldBe(new[] { entries[0], entries[^1] }.Distinct().Select(entry => (entry.Position, entry.RecordedAt, entry.Stream, entry.Actor)));
    }

    private static BoardQuestion Ask(ProjectFilter? filter = null, bool unknown = false) => new(Plan, filter ?? new ProjectFilter(), BoardOrder.Number, 1, 500, unknown);
}
