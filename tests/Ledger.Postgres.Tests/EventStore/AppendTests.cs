using System.Text.Json;
using Ledger.Postgres.EventStore;
using Ledger.Testing;
using Shouldly;
using Xunit;
using static Ledger.Postgres.EventStore.AppendResult;

namespace Ledger.Postgres.Tests.EventStore;

public sealed class AppendTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5000)] // by COPY
    public async Task What_was_appended_is_what_is_read(int entries)
    {
        await using var store = Given.Store(database.Ledger);
        var stream = $"whole-{entries}";
        var headers = """{"h": 1}"""u8.ToArray();
        var request = Given.Request(stream, ExpectedVersion.None, entries);
        request = request with
        {
            Streams = [request.Streams[0] with { Entries = [.. request.Streams[0].Entries.Select(e => e with { Headers = headers, DotNetType = "T, A" })] }],
        };

        var appended = (await store.AppendAsync(request)).ShouldBeOfType<Appended>().Entries;
        var stored = await store.ReadStreamAsync(stream);

        stored.Select(e => new AppendedEntry(e.Position, e.Stream, e.Version, e.Type, e.RecordedAt, e.Id)).ShouldBe(appended);
        stored.Select(e => e.Version).ShouldBe(Enumerable.Range(1, entries).Select(n => (long)n));
        for (var n = 0; n < entries; n++)
        {
            JsonDocument.Parse(stored[n].Data).RootElement.GetProperty("n").GetInt32().ShouldBe(n);
        }

        var last = stored[^1];
        (last.Actor, last.CorrelationId, last.CausationId).ShouldBe(("alice", "corr", "cause"));
        last.Headers!.Value.ToArray().ShouldBe(headers);
        (await store.ReadEntryAsync(last.Position))!.Id.ShouldBe(last.Id);
        (await store.ReadEntryAsync(last.Position + 1_000_000)).ShouldBeNull();
        await store.ShouldKeepItsPromisesAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(2500)]
    public async Task A_conflict_carries_the_true_version_and_adds_nothing(int entries)
    {
        await using var store = Given.Store(database.Ledger);
        var stream = $"conflict-{entries}";
        await store.AppendAsync(Given.Request(stream, ExpectedVersion.None, 7));
        var head = await store.HeadAsync();

        (await store.AppendAsync(Given.Request(stream, ExpectedVersion.None, entries))).ShouldBe(new VersionConflict(stream, 0, 7));
        (await store.AppendAsync(Given.Request(stream, ExpectedVersion.Exactly(6), entries))).ShouldBe(new VersionConflict(stream, 6, 7));
        (await store.AppendAsync(Given.Request("absent", ExpectedVersion.Exactly(2), entries))).ShouldBe(new VersionConflict("absent", 2, 0));

        (await store.HeadAsync()).ShouldBe(head);
        (await store.AppendAsync(Given.Request(stream, ExpectedVersion.Exactly(7), entries))).ShouldBeOfType<Appended>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1500)]
    public async Task Several_streams_are_appended_to_all_or_not_at_all(int entries)
    {
        await using var store = Given.Store(database.Ledger);
        var (a, b) = ($"multi-a-{entries}", $"multi-b-{entries}");
        var both = Given.Request(Given.Stream(a, ExpectedVersion.None, entries), Given.Stream(b, ExpectedVersion.None, entries));

        var appended = (await store.AppendAsync(both)).ShouldBeOfType<Appended>().Entries;
        appended.Count.ShouldBe(2 * entries);
        appended.Zip(appended.Skip(1)).ShouldAllBe(pair => pair.First.Position + 1 == pair.Second.Position);

        var second = Given.Request(Given.Stream(a, ExpectedVersion.Exactly(entries), entries), Given.Stream(b, ExpectedVersion.None, entries));
        (await store.AppendAsync(second)).ShouldBe(new VersionConflict(b, 0, entries));
        (await store.ReadStreamAsync(a)).Count.ShouldBe(entries);
        await store.ShouldKeepItsPromisesAsync();
    }

    [Fact]
    public async Task A_stream_is_read_as_it_was_at_a_position()
    {
        await using var store = Given.Store(database.Ledger);
        await store.AppendAsync(Given.Request("as-of", ExpectedVersion.None, 5));
        var all = await store.ReadStreamAsync("as-of");
        (await store.ReadStreamAsync("as-of", all[2].Position)).Select(e => e.Id).ShouldBe(all.Take(3).Select(e => e.Id));
        (await store.ReadStreamAsync("as-of", 0)).ShouldBeEmpty();
        (await store.ReadStreamAsync("nobody")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_is_read_in_order_from_anywhere_and_over_page_borders()
    {
        await using var store = Given.Store(database.Ledger);
        await store.AppendAsync(Given.Request("pages", ExpectedVersion.Any, 12_000));
        var all = await store.AllAsync();
        (await store.AllAsync(after: 4321, limit: 6000)).Select(e => e.Id).ShouldBe(all.Skip(4321).Take(6000).Select(e => e.Id));
        (await store.AllAsync(after: all.Count)).ShouldBeEmpty();
        (await store.AllAsync(limit: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_of_100_000_entries_works()
    {
        await using var store = Given.Store(database.Ledger);
        var result = await store.AppendAsync(Given.Request("huge", ExpectedVersion.None, 100_000));
        result.ShouldBeOfType<Appended>().Entries.Count.ShouldBe(100_000);
        (await store.ReadStreamAsync("huge"))[^1].Version.ShouldBe(100_000);
    }

    [Fact]
    public async Task An_append_cancelled_before_it_was_sent_adds_nothing()
    {
        await using var store = Given.Store(database.Ledger);
        await Should.ThrowAsync<OperationCanceledException>(
            () => store.AppendAsync(Given.Request("cancelled", ExpectedVersion.Any), new CancellationToken(canceled: true)));
        (await store.ReadStreamAsync("cancelled")).ShouldBeEmpty();
    }
}
