using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.ReadModels;

/// <summary>What an entry changes is the same however much of its stream's timeline happens to be remembered.</summary>
public sealed class StreamTimelinesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(10_000)]
    public async Task Changes_are_those_of_the_whole_timeline(int rememberedEntries)
    {
        await using var ledger = await TestLedger.OpenAsync(database);
        var histories = new RandomHistories(new Random(rememberedEntries));
        var lives = new List<IReadOnlyList<Recorded>>();
        for (var i = 0; i < 6; i++) lives.Add(await ledger.EntriesAsync(await ledger.LiveAsync<Project>($"t{rememberedEntries}-{i}", histories.ProjectWish, 50, histories.AnyActor)));

        foreach (var basis in Enum.GetValues<Basis>())
        {
            var timelines = new StreamTimelines<Project>(new EarlierEntries(ledger.Store, rememberedEntries), basis, _ => "plan");
            var whole = lives.ToDictionary(life => life[0].Stream, _ => new Timeline<Project>(basis));
            var late = 0;
            // In turns, so that streams are forgotten and come again; half-way nothing is known of any.
            for (var nth = 0; nth < lives.Max(life => life.Count); nth++)
            {
                if (nth == 12) timelines.Clear();
                foreach (var entry in lives.Where(life => nth < life.Count).Select(life => life[nth]))
                {
                    var (plan, change) = await timelines.RecordAsync(entry, default);
                    plan.ShouldBe("plan");
                    var expected = whole[entry.Stream].Record(entry);
                    change.Closed.ShouldBe(expected.Closed, $"{basis}, entry {nth} of {entry.Stream}");
                    change.Opened.ShouldBe(expected.Opened, $"{basis}, entry {nth} of {entry.Stream}");
                    if (expected.Closed.Count > 1) late++;
                }
            }

            late.ShouldBeGreaterThan(5, "the lives should be worth looking at");
        }
    }
}
