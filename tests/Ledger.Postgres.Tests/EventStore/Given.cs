using System.Text;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Store = Ledger.Postgres.EventStore.EventStore;

namespace Ledger.Postgres.Tests.EventStore;

/// <summary>Requests for the store's tests.</summary>
internal static class Given
{
    /// <summary>The advisory lock of the log's end, for those who hold it up (migration 0003).</summary>
    public const string LogsEnd = "1279607367, 1";

    public static Store Store(LedgerDatabase database, EventStoreOptions? options = null) => new(database, NullLogger<Store>.Instance, options);

    public static NewEntry Entry(int n = 0, string type = "progress_reported") =>
        new(type, Encoding.UTF8.GetBytes($$"""{"n": {{n}}, "note": "完成立项"}"""));

    public static NewEntry Raw(string json) => new("raw", Encoding.UTF8.GetBytes(json));

    public static StreamAppend Stream(string stream, ExpectedVersion expected, int entries = 1) =>
        new(stream, "project", expected, [.. Enumerable.Range(0, entries).Select(n => Entry(n))]);

    public static AppendRequest Request(params StreamAppend[] streams) => new(streams, "alice", "corr", "cause");

    public static AppendRequest Request(string stream, ExpectedVersion expected, int entries = 1) => Request(Stream(stream, expected, entries));

    public static AppendRequest Keyed(string stream, string key, byte hash, ExpectedVersion? expected = null, int entries = 1, string actor = "alice") =>
        Request(stream, expected ?? ExpectedVersion.Any, entries) with { Actor = actor, Idempotency = new IdempotencyKey(key, new byte[] { hash }) };

    public static async Task<List<StoredEntry>> AllAsync(this Store store, long after = 0, int limit = int.MaxValue)
    {
        var entries = new List<StoredEntry>();
        await foreach (var entry in store.ReadAllAsync(after, limit))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The promises that every log keeps, however it came about.</summary>
    public static async Task ShouldKeepItsPromisesAsync(this Store store)
    {
        var log = await store.AllAsync();
        log.Select(entry => entry.Position).ShouldBe(Enumerable.Range(1, log.Count).Select(n => (long)n));
        log.Zip(log.Skip(1)).ShouldAllBe(pair => pair.First.RecordedAt < pair.Second.RecordedAt);
        log.Select(entry => entry.Id).Distinct().Count().ShouldBe(log.Count);
        foreach (var stream in log.GroupBy(entry => entry.Stream))
        {
            stream.Select(entry => entry.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(n => (long)n));
        }

        var head = await store.HeadAsync();
        head.Position.ShouldBe(log.Count);
        head.RecordedAt.ShouldBe(log.LastOrDefault()?.RecordedAt);
    }
}
