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
        }
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
