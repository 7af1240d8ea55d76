using Ledger.Postgres.EventStore;
using Npgsql;

namespace Ledger.Postgres.Accounts;

/// <summary>Reads the streams of one kind, all their entries in order of name.</summary>
/// <remarks>Ids are compared byte by byte (migration 0001), so a range of names is a range of the primary key.</remarks>
public static class StreamFamily
{
    private const string PageSql = $"""
        select {StoredEntry.Columns} from ledger.mt_events where stream_id in (
            select id from ledger.mt_streams where id > $1 and id < $2 order by id limit $3)
        order by stream_id, version
        """;

    /// <summary>Reads the streams of a kind, whole, in order of name.</summary>
    /// <param name="source">The database.</param>
    /// <param name="type">The kind: what stands before the dash of their names.</param>
    /// <param name="after">Id of the thing before the first one wanted; empty for the first.</param>
    /// <param name="limit">The most streams.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<StoredEntry>>> ReadAsync(
        NpgsqlDataSource source, string type, string after, int limit, CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(PageSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{type}-{after}" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{type}." }); // the dot follows the dash
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(ct);
        var streams = new List<IReadOnlyList<StoredEntry>>();
        var entries = new List<StoredEntry>();
        while (await row.ReadAsync(ct))
        {
            var entry = StoredEntry.From(row);
            if (entries.Count == 0 || entries[^1].Stream != entry.Stream) streams.Add(entries = []);
            entries.Add(entry);
        }

        return streams;
    }
}
