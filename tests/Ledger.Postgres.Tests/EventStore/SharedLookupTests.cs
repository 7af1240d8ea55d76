using Ledger.Postgres.EventStore;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.EventStore;

public sealed class SharedLookupTests
{
    [Fact]
    public async Task Who_asks_while_a_query_is_under_way_is_answered_by_the_next_one_and_shares_it()
    {
        var queries = new List<(string[] Keys, TaskCompletionSource<IReadOnlyDictionary<string, long>> Answer)>();
        var lookup = new SharedLookup<string, long>((keys, _) =>
        {
            queries.Add((keys, new()));
            return queries[^1].Answer.Task;
        }, mostAtOnce: 1, mostWaiting: 10);
        var first = lookup.FindAsync(["a"], default);
        var (second, third) = (lookup.FindAsync(["a", "b"], default), lookup.FindAsync(["c"], default));
        queries.ShouldHaveSingleItem().Keys.ShouldBe(["a"]);
        queries[0].Answer.SetResult(new Dictionary<string, long> { ["a"] = 1 });
        (await first)["a"].ShouldBe(1);
        await Until(() => queries.Count == 2);
        queries[1].Keys.Order().ShouldBe(["a", "b", "c"]);
        queries[1].Answer.SetResult(new Dictionary<string, long> { ["a"] = 2, ["c"] = 3 });
        (await second)["a"].ShouldBe(2, "what was recorded after the first query was sent");
        (await third)["c"].ShouldBe(3);
        (await second).ContainsKey("b").ShouldBeFalse();
    }

    [Fact]
    public async Task A_failure_is_told_to_its_callers_and_the_next_query_is_made_all_the_same()
    {
        var fail = true;
        var lookup = new SharedLookup<string, long>((_, _) => fail ? throw new TimeoutException() : Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long> { ["a"] = 1 }), 1, 10);
        await Should.ThrowAsync<TimeoutException>(() => lookup.FindAsync(["a"], default));
        fail = false;
        (await lookup.FindAsync(["a"], default))["a"].ShouldBe(1);
    }

    [Fact]
    public async Task Beyond_its_bound_nobody_waits()
    {
        var answer = new TaskCompletionSource<IReadOnlyDictionary<string, long>>();
        var lookup = new SharedLookup<string, long>((_, _) => answer.Task, mostAtOnce: 1, mostWaiting: 2);
        var (first, second) = (lookup.FindAsync(["a"], default), lookup.FindAsync(["b"], default));
        await Should.ThrowAsync<LedgerBusyException>(() => lookup.FindAsync(["c"], default));
        answer.SetResult(new Dictionary<string, long>());
        await Task.WhenAll(first, second);
        await lookup.FindAsync(["c"], default);
    }

    private static async Task Until(Func<bool> come)
    {
        for (var i = 0; i < 500 && !come(); i++) await Task.Delay(10);
        come().ShouldBeTrue();
    }
}
