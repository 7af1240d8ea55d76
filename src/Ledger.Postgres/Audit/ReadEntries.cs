using Ledger.Postgres.EventStore;
using Npgsql;

namespace Ledger.Postgres.Audit;

/// <summary>Reads the entries at some positions.</summary>
internal static class ReadEntries
{
    private const string Sql = $"select {StoredEntry.Columns} from ledger.mt_events where seq_id = any($1)";

    public static async Task<IReadOnlyDictionary<long, StoredEntry>> ExecuteAsync(NpgsqlDataSource source, long[] positions, CancellationToken ct)
    {
        var entries = new Dictionary<long, StoredEntry>();
        if (positions.Length == 0)
        {
            return entries;
        }

        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = positions });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var entry = StoredEntry.From(row);
            entries.Add(entry.Position, entry);
        }

        return entries;
    }
}
