using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Ledger.Server.Tests.Servers;

/// <summary>What must hold after servers came and went.</summary>
internal static class Verdict
{
    /// <summary>Holds the log against what was acknowledged, and the read models against the log.</summary>
    public static async Task HoldAsync(LedgerDatabase database, EventStore store, Load load, long head)
    {
        (await ScalarAsync<long>(database, "select count(*) from ledger.mt_events where seq_id between 1 and $1", head)).ShouldBe(head, "positions have no gap");
        (await ScalarAsync<long>(database, "select count(*) from (select timestamp > lag(timestamp) over (order by seq_id) as later from ledger.mt_events where seq_id <= $1) s where not later", head))
            .ShouldBe(0, "recorded times strictly increase");
        foreach (var (stream, positions) in load.Acknowledged)
            (await store.ReadStreamAsync(stream)).Select(entry => entry.Position).ShouldBe(positions, $"{stream} holds what was acknowledged, once and in order");
        var catalog = new ReadModelCatalog(database, store, NullLogger<ReadModelCatalog>.Instance);
        (await catalog.WaitForAsync(head, TimeSpan.FromSeconds(10))).ShouldBeTrue();
        (await catalog.VerifyTablesAsync()).ShouldBeEmpty("the tables have the digests that were published");
        foreach (var stream in load.Acknowledged.Keys) await AgreeAsync(database, store, stream);
    }

    /// <summary>The last position of the log.</summary>
    public static Task<long> HeadAsync(LedgerDatabase database) => ScalarAsync<long>(database, "select position from ledger.ledger_head where $1 = 0", 0);

    /// <summary>The position that all read models have reached.</summary>
    public static Task<long> ReachedAsync(LedgerDatabase database) => ScalarAsync<long>(database, "select min(position) from ledger_read.models where $1 = 0", 0);

    /// <summary>Positions in the feed, as one who asks in peace gets them.</summary>
    public static async Task<IReadOnlyList<long>> FeedAsync(Uri server, long after, string query)
    {
        using var client = new HttpClient { BaseAddress = server };
        var positions = new List<long>();
        while (true)
        {
            var page = JsonNode.Parse(await client.GetStringAsync(new Uri($"/api/v1/feed?after={after}&limit=1000&{query}", UriKind.Relative)))!;
            positions.AddRange(page["entries"]!.AsArray().Select(entry => entry!["position"]!.GetValue<long>()));
            after = page["next"]!.GetValue<long>();
            if (after >= page["head"]!.GetValue<long>()) return positions;
        }
    }

    // At the end, and at some fifty pairs of times, those of the kills among them.
    private static async Task AgreeAsync(LedgerDatabase database, EventStore store, string stream)
    {
        var queries = new LedgerQueries(database);
        var entries = (await store.ReadStreamAsync(stream)).Select(entry => entry.ToRecorded()).ToList();
        for (var i = 0; i < entries.Count; i += Math.Max(1, entries.Count / 25))
        {
            foreach (var at in new[] { new AsKnown(entries[i].Event.Effective.On, entries[i].Position), new AsKnown(new DateOnly(2030, 1, 1), entries[i].Position) })
            {
                var fold = Fold.State<Project>(entries, at.AsOf, at.Position, at.Basis) as Project.Known;
                var row = await queries.ProjectAsync(at, StreamName.IdOf(stream));
                JsonSerializer.Serialize(row is { Live: true } ? row.State : null, LedgerJson.Options).ShouldBe(JsonSerializer.Serialize(fold, LedgerJson.Options), $"{stream} at {at}");
            }
        }
    }

    private static async Task<T> ScalarAsync<T>(LedgerDatabase database, string sql, long parameter)
    {
        await using var command = database.App.CreateCommand(sql);
        command.Parameters.Add(new() { Value = parameter });
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
