using Ledger.Postgres.EventStore;
using Ledger.Testing;
using Shouldly;
using Xunit;
using static Ledger.Postgres.EventStore.AppendResult;

namespace Ledger.Postgres.Tests.EventStore;

public sealed class RaceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Of_64_writers_exactly_one_wins_each_version()
    {
        await using var one = Given.Store(database.Ledger);
        await using var other = Given.Store(database.Ledger);
        for (var version = 0; version < 15; version++)
        {
            var expected = ExpectedVersion.Exactly(version);
            var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i =>
                Task.Run(() => (i % 2 == 0 ? one : other).AppendAsync(Given.Request("contended", expected)))));
            results.OfType<Appended>().ShouldHaveSingleItem();
            results.OfType<VersionConflict>().Distinct().ShouldBe([new VersionConflict("contended", version, version + 1)]);
        }

        (await one.ReadStreamAsync("contended")).Count.ShouldBe(15);
    }

    [Fact]
    public async Task Several_stores_racing_leave_no_gap_and_time_strictly_increases()
    {
        var stores = Enumerable.Range(0, 3).Select(_ => LedgerDatabase.Open(database.ConnectionString)).Select(db => (db, store: Given.Store(db))).ToList();
        var counts = await Task.WhenAll(Enumerable.Range(0, 48).Select(caller => Task.Run(async () =>
        {
            var (store, appended) = (stores[caller % 3].store, 0);
            for (var i = 0; i < 25; i++)
            {
                var size = (caller + i) % 40 == 0 ? 2100 : 1 + (i % 4);
                var expected = i % 5 == 0 ? ExpectedVersion.Exactly(i) : ExpectedVersion.Any;
                var result = await store.AppendAsync(i % 3 == 0
                    ? Given.Request(Given.Stream($"s{caller % 7}", expected, size), Given.Stream($"t{i}", ExpectedVersion.Any))
                    : Given.Request($"s{(caller + i) % 11}", expected, size));
                appended += result is Appended a ? a.Entries.Count : 0;
            }

            return appended;
        })));

        await stores[0].store.ShouldKeepItsPromisesAsync();
        (await stores[0].store.AllAsync()).Count(e => e.Stream != "contended" && !e.Stream.StartsWith("lone", StringComparison.Ordinal)).ShouldBe(counts.Sum());
        foreach (var (db, store) in stores)
        {
            await store.DisposeAsync();
            await db.DisposeAsync();
        }
    }

    [Fact]
    public async Task Requests_for_one_stream_that_share_a_commit_see_each_other()
    {
        await using var store = Given.Store(database.Ledger);
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => store.AppendAsync(Given.Request($"lone-{i % 3}", ExpectedVersion.Any, 2))));
        results.ShouldAllBe(result => result is Appended);
        foreach (var stream in results.Cast<Appended>().SelectMany(a => a.Entries).GroupBy(e => e.Stream))
        {
            stream.Select(e => e.Version).Order().ShouldBe(Enumerable.Range(1, stream.Count()).Select(n => (long)n));
        }
    }

    [Fact]
    public async Task A_reader_never_sees_a_gap_while_others_write()
    {
        await using var store = Given.Store(database.Ledger);
        await using var second = Given.Store(database.Ledger);
        var writing = Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                await (caller % 2 == 0 ? store : second).AppendAsync(Given.Request($"lone-r{caller}", ExpectedVersion.Any, 1 + i % 3));
            }
        })));
        var seen = (await store.HeadAsync()).Position;
        do
        {
            await foreach (var entry in store.ReadAllAsync(seen))
            {
                entry.Position.ShouldBe(++seen);
            }
        }
        while (!writing.IsCompleted);
        await writing;
    }
}
