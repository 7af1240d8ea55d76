using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Reads where the entries at neighbouring positions went: the answer that their request had.</summary>
internal static class ReadReceipt
{
    private const string Sql = """
        select seq_id, stream_id, version, type, timestamp, id from ledger.mt_events
        where seq_id between $1 and $2 order by seq_id
        """;

    public static async Task<IReadOnlyList<AppendedEntry>> ExecuteAsync(NpgsqlConnection connection, long first, long last, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
        await using var row = await command.ExecuteReaderAsync(ct);
        var entries = new List<AppendedEntry>((int)(last - first + 1));
        while (await row.ReadAsync(ct))
        {
            entries.Add(new AppendedEntry(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), new DateTimeOffset(row.GetDateTime(4)), row.GetGuid(5)));
        }

        return entries;
    }
}
