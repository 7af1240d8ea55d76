using Ledger.Domain.Audit;
using Ledger.Postgres.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Audit;

/// <summary>A stretch of a stream that is judged.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="First">Version of the first entry judged.</param>
/// <param name="Last">Version of the last entry judged.</param>
internal readonly record struct Stretch(string Stream, long First, long Last);

/// <summary>Reads what was said before and within stretches of streams about progress, corrections and voids.</summary>
internal static class ReadEarlier
{
    // The index on (stream_id, version) is walked backwards from the stretch until there are enough; the stretch itself is
    // no longer than the window that it was found in.
    private const string Sql = $"""
        select {StoredEntry.Columns} from unnest($1, $2, $3) as stretch(stream, first, last) cross join lateral (
            (select * from ledger.mt_events where stream_id = stretch.stream and version < stretch.first and type = any($4) order by version desc limit $5)
            union all
            (select * from ledger.mt_events where stream_id = stretch.stream and version >= stretch.first and version < stretch.last and type = any($4))
        ) as earlier order by seq_id
        """;

    /// <returns>By stream, oldest first.</returns>
    public static async Task<ILookup<string, AuditedEntry>> ExecuteAsync(NpgsqlDataSource source, IReadOnlyList<Stretch> stretches, CancellationToken ct)
    {
        var earlier = new List<StoredEntry>();
        if (stretches.Count > 0)
        {
            await using var command = source.CreateCommand(Sql);
            command.Parameters.Add(new() { Value = stretches.Select(one => one.Stream).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
            command.Parameters.Add(new() { Value = stretches.Select(one => one.First).ToArray() });
            command.Parameters.Add(new() { Value = stretches.Select(one => one.Last).ToArray() });
            command.Parameters.Add(new()
            {
                Value = new[] { AuditLines.Progress, AuditLines.Corrected, AuditLines.Voided }, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
            });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AuditHistory.Depth });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) earlier.Add(StoredEntry.From(row));
        }

        return earlier.Zip(AuditLines.Read(earlier, AuditLines.AuditedOf)).ToLookup(one => one.First.Stream, one => one.Second, StringComparer.Ordinal);
    }
}
