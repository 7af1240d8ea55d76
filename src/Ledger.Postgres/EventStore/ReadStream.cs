using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Reads one stream, as a whole or as it was at a position.</summary>
internal static class ReadStream
{
    // The index on (stream_id, version) gives the order; positions of a stream grow with its versions, so "up to a position"
    // is a prefix of it. The "+ 0" keeps a planner with poor statistics from scanning the log by position instead.
    private const string Sql = $"""
        select {StoredEntry.Columns} from ledger.mt_events
        where stream_id = $1 and seq_id + 0 <= $2 order by version
        """;

    public static async Task<IReadOnlyList<StoredEntry>> ExecuteAsync(
        NpgsqlDataSource source, string stream, long upToPosition, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upToPosition });
        await using var row = await command.ExecuteReaderAsync(ct);
        var entries = new List<StoredEntry>();
        while (await row.ReadAsync(ct))
        {
            entries.Add(StoredEntry.From(row));
        }

        return entries;
    }
}
