using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Ledger.Postgres.Tests.ReadModels;

/// <summary>A log with read models on a test database.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private TestLedger(LedgerDatabase database)
    {
        Database = database;
        Store = new Ledger.Postgres.EventStore.EventStore(database, NullLogger<Ledger.Postgres.EventStore.EventStore>.Instance);
        Catalog = new ReadModelCatalog(database, Store, NullLogger<ReadModelCatalog>.Instance);
        Queries = new LedgerQueries(database);
    }

    public LedgerDatabase Database { get; }

    public Ledger.Postgres.EventStore.EventStore Store { get; }

    public ReadModelCatalog Catalog { get; }

    public LedgerQueries Queries { get; }

    public static async Task<TestLedger> OpenAsync(TestDatabase database)
    {
        var ledger = new TestLedger(database.Ledger);
        await ledger.Catalog.PrepareAsync();
        return ledger;
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    /// <summary>Appends what the domain accepts of a number of wishes to one stream.</summary>
    /// <returns>The stream.</returns>
    public async Task<string> LiveAsync<TState>(string id, Func<IReadOnlyList<Recorded>, LedgerEvent> wish, int wishes, Func<string>? actor = null)
        where TState : class, IAggregate<TState>
    {
        var stream = StreamName.Of<TState>(id);
        for (var i = 0; i < wishes; i++)
        {
            var entries = await EntriesAsync(stream);
            if (RandomHistories.Decide<TState>(entries, wish(entries)) is { } fact) await AppendAsync<TState>(stream, fact, actor?.Invoke() ?? "test");
        }

        return stream;
    }

    public async Task<AppendedEntry> AppendAsync<TState>(string stream, LedgerEvent fact, string actor = "test")
        where TState : class, IAggregate<TState>
    {
        var result = await Store.AppendAsync(new AppendRequest(
            [new StreamAppend(stream, TState.StreamType, ExpectedVersion.Any, [new NewEntry(EventTypes.NameOf(fact), LedgerJson.Write(fact))])], actor));
        return result.ShouldBeOfType<AppendResult.Appended>().Entries.Single();
    }

    public async Task<IReadOnlyList<Recorded>> EntriesAsync(string stream) =>
        [.. (await Store.ReadStreamAsync(stream)).Select(entry => entry.ToRecorded())];

    /// <summary>Holds the rows of streams against the fold at many pairs of times, every position of the stream among them.</summary>
    public async Task ShouldAgreeAsync<TState, TRow>(
        IReadOnlyList<string> streams, RandomHistories histories, Random random, Func<TState, TRow?> shown,
        Func<AsKnown, string, CancellationToken, Task<Row<TRow>?>> query)
        where TState : class, IAggregate<TState>
        where TRow : class
    {
        foreach (var stream in streams)
        {
            var entries = await EntriesAsync(stream);
            var positions = entries.Select(entry => entry.Position).Concat([0, random.NextInt64(entries[^1].Position + 5)]);
            foreach (var position in positions)
            {
                var days = entries.Select(entry => entry.Event.Effective.On).SelectMany(day => new[] { day, day.AddDays(-1) }).Append(histories.AnyDay()).Distinct();
                foreach (var day in days.OrderBy(_ => random.Next()).Take(6))
                {
                    foreach (var basis in Enum.GetValues<Basis>())
                    {
                        var expected = shown(Fold.State<TState>(entries, day, position, basis));
                        var row = await query(new AsKnown(day, position, basis), StreamName.IdOf(stream), default);
                        Json(row is { Live: true } ? row.State : null).ShouldBe(Json(expected), $"{stream} as of {day:O} known at {position}, {basis}");
                    }
                }
            }
        }
    }

    private static string Json(object? state) => state is null ? "nothing" : JsonSerializer.Serialize(state, state.GetType(), LedgerJson.Options);
}
