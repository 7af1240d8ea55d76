using Ledger.Postgres.EventStore;
using Ledger.Testing;
using Shouldly;
using Xunit;
using static Ledger.Postgres.EventStore.AppendResult;

namespace Ledger.Postgres.Tests.EventStore;

public sealed class RefusedInputTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    public static TheoryData<string> BadJson =>
    [
        "", "{", "{\"a\":1,}", "nothing", "{} {}", "{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}", "{\"a\":\"\\ud800\"}", "[1e400]", "[1e99999999999]",
        "[-1e-4000]", "[" + new string('9', 500) + "]", new string('[', 65) + new string(']', 65), "\"" + new string('x', 1 << 20) + "\"",
    ];

    public static TheoryData<string> GoodJson =>
    [
        "{}", "[]", "null", "\"x\"", "{\"a\":\"\\ud83d\\ude00\"}", "[1e308, -1E-300, 1.50, 0]", new string('[', 64) + new string(']', 64),
        "{\"a\":1,\"a\":2}", "\"\\\\u0000\"", " {\"巫溪\" : \"＞93.0\"} ",
    ];

    [Theory]
    [MemberData(nameof(BadJson))]
    public async Task Bad_data_is_refused(string json)
    {
        await using var store = Given.Store(database.Ledger);
        await Should.ThrowAsync<ArgumentException>(() => store.AppendAsync(Given.Request(new StreamAppend("bad", "t", ExpectedVersion.Any, [Given.Raw(json)]))));
    }

    [Theory]
    [MemberData(nameof(GoodJson))]
    public async Task What_passes_the_checks_the_database_takes(string json)
    {
        await using var store = Given.Store(database.Ledger);
        (await store.AppendAsync(Given.Request(new StreamAppend("good", "t", ExpectedVersion.Any, [Given.Raw(json)])))).ShouldBeOfType<Appended>();
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        await using var store = Given.Store(database.Ledger);
        var entry = new NewEntry("raw", new byte[] { (byte)'"', 0xC3, (byte)'"' });
        await Should.ThrowAsync<ArgumentException>(() => store.AppendAsync(Given.Request(new StreamAppend("bad", "t", ExpectedVersion.Any, [entry]))));
    }

    [Fact]
    public async Task Requests_out_of_bounds_are_refused_and_their_neighbours_are_not()
    {
        await using var store = Given.Store(database.Ledger);
        var good = Given.Stream("neighbour", ExpectedVersion.Any);
        AppendRequest[] bad =
        [
            Given.Request(),
            Given.Request(good, good),
            Given.Request(good with { Entries = [] }),
            Given.Request(good with { Stream = new string('s', 201) }),
            Given.Request(good with { Stream = "a\0b" }),
            Given.Request(good with { Stream = "half \ud800" }),
            Given.Request(good with { StreamType = " " }),
            Given.Request(good with { Entries = [Given.Entry(type: "")] }),
            Given.Request(good with { Entries = [Given.Entry() with { Headers = "[]"u8.ToArray() }] }),
            Given.Request(good) with { Actor = "" },
            Given.Request(good) with { CorrelationId = "\0" },
            Given.Request(good) with { Idempotency = new IdempotencyKey("", new byte[] { 1 }) },
            Given.Request(good) with { Idempotency = new IdempotencyKey("k", default) },
        ];

        var neighbours = Enumerable.Range(0, 50).Select(_ => store.AppendAsync(Given.Request("neighbour", ExpectedVersion.Any))).ToList();
        foreach (var request in bad)
        {
            await Should.ThrowAsync<ArgumentException>(() => store.AppendAsync(request));
        }

        (await Task.WhenAll(neighbours)).ShouldAllBe(result => result is Appended);
        await store.ShouldKeepItsPromisesAsync();
    }

    [Fact]
    public async Task A_request_that_the_database_refuses_fails_alone()
    {
        await using var store = Given.Store(database.Ledger);
        await using (var command = database.Ledger.Owner.CreateCommand(
            "alter table ledger.mt_events add constraint no_poison check (type <> 'poison') not valid"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var poison = Given.Request(new StreamAppend("poisoned", "t", ExpectedVersion.Any, [Given.Entry(type: "poison"), Given.Entry()]));
        var tasks = Enumerable.Range(0, 40).Select(i => store.AppendAsync(i % 10 == 3 ? poison : Given.Request($"healthy-{i}", ExpectedVersion.None, 2))).ToList();
        for (var i = 0; i < tasks.Count; i++)
        {
            if (i % 10 == 3)
            {
                await Should.ThrowAsync<Npgsql.PostgresException>(tasks[i]);
            }
            else
            {
                (await tasks[i]).ShouldBeOfType<Appended>();
            }
        }

        await store.ShouldKeepItsPromisesAsync();
    }

    [Fact]
    public async Task Beyond_the_queue_an_append_is_refused_at_once()
    {
        await using var store = Given.Store(database.Ledger, new EventStoreOptions { QueueLength = 5 });
        await using var holder = await database.Ledger.Owner.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand($"select pg_advisory_xact_lock({Given.LogsEnd})", holder))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var tasks = new List<Task<AppendResult>> { store.AppendAsync(Given.Request("q", ExpectedVersion.Any)) };
        tasks.AddRange(Enumerable.Range(0, 5).Select(_ => store.AppendAsync(Given.Request("q", ExpectedVersion.Any))));
        await Should.ThrowAsync<LedgerBusyException>(() => store.AppendAsync(Given.Request("q", ExpectedVersion.Any)));
        await transaction.CommitAsync();
        (await Task.WhenAll(tasks)).ShouldAllBe(result => result is Appended);
    }
}
