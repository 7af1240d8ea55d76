using Ledger.Postgres.EventStore;
using Ledger.Testing;
using Shouldly;
using Xunit;
using static Ledger.Postgres.EventStore.AppendResult;

namespace Ledger.Postgres.Tests.EventStore;

/// <summary>Appends that rest on streams which they do not write.</summary>
public sealed class GuardTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(2500)]
    public async Task A_guard_lets_through_at_its_version_and_refuses_the_whole_at_any_other(int entries)
    {
        await using var store = Given.Store(database.Ledger);
        var plan = $"plan-guard-{entries}";
        await store.AppendAsync(Given.Request(plan, ExpectedVersion.None, 2));
        var head = await store.HeadAsync();
        var request = Given.Request(Given.Stream($"guarded-{entries}", ExpectedVersion.None, entries), Given.Stream($"second-{entries}", ExpectedVersion.None));

        foreach (var version in new[] { 1L, 3 })
            (await store.AppendAsync(request with { Guards = [new StreamGuard(plan, version)] })).ShouldBe(new VersionConflict(plan, version, 2));
        (await store.AppendAsync(request with { Guards = [new StreamGuard(plan, 2), new StreamGuard("plan-absent", 1)] })).ShouldBe(new VersionConflict("plan-absent", 1, 0));
        (await store.HeadAsync()).ShouldBe(head);

        var appended = (await store.AppendAsync(request with { Guards = [new StreamGuard(plan, 2)] })).ShouldBeOfType<Appended>().Entries;
        appended.Select(entry => entry.Position).ShouldBe(Enumerable.Range(1, entries + 1).Select(n => head.Position + n));
        (await store.ReadStreamAsync(plan)).Count.ShouldBe(2);
        (await store.ReadStreamAsync($"second-{entries}")).Single().Version.ShouldBe(1);
        await store.ShouldKeepItsPromisesAsync();
    }

    [Fact]
    public async Task A_repeat_is_answered_although_the_guard_has_moved()
    {
        await using var store = Given.Store(database.Ledger);
        await store.AppendAsync(Given.Request("plan-repeat", ExpectedVersion.None));
        var request = Given.Keyed("guarded-repeat", "guard", 1) with { Guards = [new StreamGuard("plan-repeat", 1)] };
        var first = (await store.AppendAsync(request)).ShouldBeOfType<Appended>();
        await store.AppendAsync(Given.Request("plan-repeat", ExpectedVersion.Any));
        (await store.AppendAsync(request)).ShouldBeOfType<Repeated>().Entries.ShouldBe(first.Entries);
    }

    [Fact]
    public async Task A_guard_names_a_stream_that_is_there_and_not_written_to()
    {
        await using var store = Given.Store(database.Ledger);
        var request = Given.Request("guarded-checked", ExpectedVersion.Any);
        await Should.ThrowAsync<ArgumentException>(() => store.AppendAsync(request with { Guards = [new StreamGuard("plan-x", 0)] }));
        await Should.ThrowAsync<ArgumentException>(() => store.AppendAsync(request with { Guards = [new StreamGuard("guarded-checked", 1)] }));
    }

    /// <summary>Writers of two stores share commits; whoever got in rested on the version that stood right before it.</summary>
    [Fact]
    public async Task Guarded_entries_never_come_behind_what_they_did_not_see()
    {
        await using var one = Given.Store(database.Ledger);
        await using var other = Given.Store(database.Ledger);
        await one.AppendAsync(Given.Request("plan-race", ExpectedVersion.None));
        var closer = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++) await one.AppendAsync(Given.Request("plan-race", ExpectedVersion.Any));
        });
        var accepted = new System.Collections.Concurrent.ConcurrentBag<(long Position, long Seen)>();
        var refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
            {
                var store = writer % 2 == 0 ? one : other;
                var seen = (await store.ReadStreamAsync("plan-race")).Count;
                var result = await store.AppendAsync(Given.Request($"race-{writer}", ExpectedVersion.Any) with { Guards = [new StreamGuard("plan-race", seen)] });
                if (result is Appended appended) accepted.Add((appended.Entries[0].Position, seen));
                else Interlocked.Increment(ref refused);
            }
        })).Append(closer));

        var plan = await one.ReadStreamAsync("plan-race");
        accepted.ShouldNotBeEmpty();
        refused.ShouldBeGreaterThan(0);
        accepted.ShouldAllBe(entry => plan.Count(before => before.Position < entry.Position) == entry.Seen);
        await one.ShouldKeepItsPromisesAsync();
    }
}
