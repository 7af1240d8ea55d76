using Ledger.Postgres.EventStore;
using Ledger.Testing;
using Shouldly;
using Xunit;
using static Ledger.Postgres.EventStore.AppendResult;

namespace Ledger.Postgres.Tests.EventStore;

public sealed class IdempotencyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(2500)]
    public async Task The_same_request_is_answered_with_its_first_answer(int entries)
    {
        await using var store = Given.Store(database.Ledger);
        var request = Given.Keyed($"same-{entries}", $"key-{entries}", 1, ExpectedVersion.None, entries);
        var first = (await store.AppendAsync(request)).ShouldBeOfType<Appended>();
        await store.AppendAsync(Given.Request($"same-{entries}", ExpectedVersion.Any));

        // Its expected version is long past: the key is looked at first.
        (await store.AppendAsync(request)).ShouldBeOfType<Repeated>().Entries.ShouldBe(first.Entries);
        (await store.ReadStreamAsync($"same-{entries}")).Count.ShouldBe(entries + 1);
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused_but_another_actor_may_use_it()
    {
        await using var store = Given.Store(database.Ledger);
        var first = (Appended)await store.AppendAsync(Given.Keyed("reused", "key", 1));
        (await store.AppendAsync(Given.Keyed("reused", "key", 2))).ShouldBe(new KeyReused(first.Entries[0].Position));
        (await store.AppendAsync(Given.Keyed("reused", "key", 2, entries: 2))).ShouldBe(new KeyReused(first.Entries[0].Position));
        (await store.AppendAsync(Given.Keyed("reused", "key", 2, actor: "bob"))).ShouldBeOfType<Appended>();
        (await store.ReadStreamAsync("reused")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_request_does_not_use_up_its_key()
    {
        await using var store = Given.Store(database.Ledger);
        (await store.AppendAsync(Given.Keyed("later", "later", 1, ExpectedVersion.Exactly(1)))).ShouldBeOfType<VersionConflict>();
        await store.AppendAsync(Given.Request("later", ExpectedVersion.None));
        (await store.AppendAsync(Given.Keyed("later", "later", 1, ExpectedVersion.Exactly(1)))).ShouldBeOfType<Appended>();
    }

    [Fact]
    public async Task Of_concurrent_duplicates_one_is_appended()
    {
        await using var one = Given.Store(database.Ledger);
        await using var other = Given.Store(database.Ledger);
        for (var round = 0; round < 20; round++)
        {
            var request = Given.Keyed($"twins-{round}", $"twins-{round}", 9, entries: 1 + round % 3);
            var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).AppendAsync(request))));
            var appended = results.OfType<Appended>().ShouldHaveSingleItem();
            results.OfType<Repeated>().Count().ShouldBe(31);
            results.OfType<Repeated>().ShouldAllBe(repeated => repeated.Entries.SequenceEqual(appended.Entries));
        }

        await one.ShouldKeepItsPromisesAsync();
    }
}
