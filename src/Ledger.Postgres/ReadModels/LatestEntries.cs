using Ledger.Postgres.EventStore;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Reads the last entries about plans, their projects and indicators: what people record. Never those about accounts.</summary>
/// <param name="database">The database.</param>
public sealed class LatestEntries(LedgerDatabase database)
{
    // Backwards over the primary key: it stops as soon as it has enough. Entries about accounts are few beside the others.
    private const string Sql = $"""
        select {StoredEntry.Columns} from ledger.mt_events
        where seq_id <= $1 and split_part(stream_id, '-', 1) in ('plan', 'project', 'indicator')
        order by seq_id desc limit $2
        """;

    /// <summary>The last entries up to a position, the last one first.</summary>
    /// <param name="position">The position.</param>
    /// <param name="limit">Entries at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<StoredEntry>> ReadAsync(long position, int limit, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(ct);
        var entries = new List<StoredEntry>();
        while (await row.ReadAsync(ct)) entries.Add(StoredEntry.From(row));
        return entries;
    }
}
