using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Reads the entry at one position.</summary>
internal static class ReadEntry
{
    private const string Sql = $"select {StoredEntry.Columns} from ledger.mt_events where seq_id = $1";

    public static async Task<StoredEntry?> ExecuteAsync(NpgsqlDataSource source, long position, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? StoredEntry.From(row) : null;
    }
}
