using Npgsql;

namespace Ledger.Postgres.Feed;

/// <summary>Reads what entries of some streams said their things are about.</summary>
internal static class ReadStatedFacts
{
    /// <summary>The kinds of entries that may say so. Migration 0009 has the same list.</summary>
    public static readonly string[] Types =
        ["plan_published", "plan_revised", "project_planned", "scope_revised", "indicator_defined", "indicator_revised", "entry_corrected"];

    // A correction of something else (replaced progress) says nothing of it, and is left out.
    // The types are written out, as in the index, so that PostgreSQL sees that it may use it.
    private static readonly string Sql = $$"""
        with said as materialized (
            select stream_id, seq_id, case type when 'entry_corrected' then data #> '{replacement,data}' else data end as fact
            from ledger.mt_events
            where stream_id = any($1) and seq_id <= $2
            and type in ({{string.Join(", ", Types.Select(type => $"'{type}'"))}}))
        select stream_id, seq_id, coalesce(fact #>> '{scope,category}', fact #>> '{definition,category}'), fact #>> '{document,region}', fact #>> '{document,regionCode}'
        from said where fact ?| array['scope', 'definition', 'document'] order by seq_id
        """;

    /// <summary>Reads them in order of position, by stream.</summary>
    /// <param name="source">The database.</param>
    /// <param name="streams">The streams.</param>
    /// <param name="upTo">The last position that counts.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Dictionary<string, List<StatedFacts>>> ExecuteAsync(
        NpgsqlDataSource source, IReadOnlyCollection<string> streams, long upTo, CancellationToken ct)
    {
        var stated = streams.ToDictionary(stream => stream, _ => new List<StatedFacts>(), StringComparer.Ordinal);
        if (streams.Count == 0) return stated;
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. streams] });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            stated[row.GetString(0)].Add(new StatedFacts(
                row.GetInt64(1), Text(row, 2), Text(row, 3), Text(row, 4)));
        }

        return stated;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
