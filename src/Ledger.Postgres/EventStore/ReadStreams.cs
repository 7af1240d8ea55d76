using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>Reads whole families of streams in one statement, and therefore at one moment.</summary>
public static class ReadStreams
{
    private const string NamedSql = $"""
        select {StoredEntry.Columns} from ledger.mt_events where stream_id = any($1) order by seq_id
        """;

    // Streams are some hundred times fewer than entries, and their names alone are looked through for the prefixes; the
    // entries then come from the index on (stream_id, version). A range of names would be quicker still, but only where the
    // database sorts names by bytes, which one that somebody else made may not do. Apart from the statement above, for one
    // with both conditions is planned to look through the whole log.
    private const string Sql = $"""
        select {StoredEntry.Columns} from ledger.mt_events where stream_id in (
            select unnest($1) union select s.id from unnest($2) as p(prefix) join ledger.mt_streams s on starts_with(s.id, p.prefix))
        order by seq_id
        """;

    /// <summary>Reads the streams with these names and those whose names begin so.</summary>
    /// <param name="source">The database.</param>
    /// <param name="streams">Whole names.</param>
    /// <param name="prefixes">Beginnings of names.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns>Their entries by stream, each in order of version.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<StoredEntry>>> ReadAsync(
        NpgsqlDataSource source, IReadOnlyList<string> streams, IReadOnlyList<string> prefixes, CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(prefixes.Count == 0 ? NamedSql : Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = streams.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        if (prefixes.Count > 0) command.Parameters.Add(new NpgsqlParameter { Value = prefixes.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<string, List<StoredEntry>>(StringComparer.Ordinal);
        while (await row.ReadAsync(ct))
        {
            var entry = StoredEntry.From(row);
            if (!found.TryGetValue(entry.Stream, out var entries))
            {
                found.Add(entry.Stream, entries = []);
            }

            entries.Add(entry);
        }

        return found.ToDictionary(pair => pair.Key, IReadOnlyList<StoredEntry> (pair) => pair.Value, StringComparer.Ordinal);
    }
}
