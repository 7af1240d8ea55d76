using Ledger.Postgres.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Audit;

/// <summary>Reads the entries of a part of the log that fit a filter, from one end, a bounded number of them.</summary>
internal static class ReadAuditWindow
{
    // A bounded range of the primary key, whatever the filter: no index beyond it, which every append would pay for. The plan
    // of a stream is the beginning of its id, as names of streams are made: 'project-wuxi-145.baima-primary'.
    private const string Where = """
        where seq_id > $1 and seq_id <= $2 and ($3 is null or user_name = $3) and ($4 is null or type = $4)
        and ($5 is null or substring(stream_id from '^(?:plan|project|indicator|finding)-([^.]*)') = any($5))
        """;

    private const string Forward = $"select {StoredEntry.Columns} from ledger.mt_events {Where} order by seq_id limit $6";
    private const string Backward = $"select {StoredEntry.Columns} from ledger.mt_events {Where} order by seq_id desc limit $6";

    public static async Task<IReadOnlyList<StoredEntry>> ExecuteAsync(
        NpgsqlDataSource source, AuditRange range, AuditFilter filter, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(range.NewestFirst ? Backward : Forward);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = range.After });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = range.UpTo });
        command.Parameters.Add(new() { Value = (object?)filter.Actor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = (object?)filter.Type ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = (object?)filter.Plans?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(ct);
        var entries = new List<StoredEntry>();
        while (await row.ReadAsync(ct))
        {
            entries.Add(StoredEntry.From(row));
        }

        return entries;
    }
}
