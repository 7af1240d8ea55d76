using Ledger.Postgres.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Feed;

/// <summary>Reads a stretch of the log, in order, leaving out what can be seen from the columns to be unwanted.</summary>
internal static class ReadFeedPart
{
    // Entries become visible in order of position: whoever sees one sees all before it. So all up to the head that was read
    // first are there when the second statement looks, and all up to the last entry that it finds.
    private const string HeadSql = "select position from ledger.ledger_head";

    private const string AllSql = $"select {StoredEntry.Columns} from ledger.mt_events where seq_id > $1 and seq_id <= $2 order by seq_id limit $3";

    private const string WantedSql = $"""
        select {StoredEntry.Columns} from ledger.mt_events
        where seq_id > $1 and seq_id <= $2 and {Wanted} order by seq_id limit $3
        """;

    /// <summary>What the columns tell of what is wanted. $4 to $6: see <see cref="AddTo"/>.</summary>
    internal const string Wanted = """
        split_part(stream_id, '-', 1) in ('plan', 'project', 'indicator', 'finding')
        and ($4::varchar[] is null or stream_id = any($4)) and ($5::varchar[] is null or type = any($5))
        and ($6::varchar[] is null or split_part(substr(stream_id, position('-' in stream_id) + 1), '.', 1) = any($6))
        """;

    private const long MostBytes = 4 << 20;

    /// <summary>Reads it.</summary>
    /// <param name="source">The database.</param>
    /// <param name="after">The position before the stretch.</param>
    /// <param name="width">Positions looked at, at most.</param>
    /// <param name="limit">Entries, at most; fewer where they are large.</param>
    /// <param name="filter">What is wanted; null for every entry of the log, whatever it is about.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The entries, the last position looked at, and the head.</returns>
    /// <exception cref="FeedGapException">Without a filter: an entry is missing.</exception>
    public static async Task<(List<StoredEntry> Entries, long LookedUpTo, long Head)> ExecuteAsync(
        NpgsqlDataSource source, long after, int width, int limit, FeedFilter? filter, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(HeadSql));
        batch.BatchCommands.Add(Command(after, width, limit, filter));
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var head = row.GetInt64(0);
        await row.NextResultAsync(ct);
        var entries = new List<StoredEntry>();
        var bytes = 0L;
        while (bytes < MostBytes && await row.ReadAsync(ct))
        {
            entries.Add(StoredEntry.From(row));
            if (filter is null && entries[^1].Position != after + entries.Count) throw new FeedGapException(after + entries.Count);
            bytes += entries[^1].Data.Length;
        }

        var last = entries.Count > 0 ? entries[^1].Position : after;
        var full = entries.Count == limit || bytes >= MostBytes;
        return (entries, full ? last : Math.Max(last, Math.Min(after + width, head)), Math.Max(head, last));
    }

    private static NpgsqlBatchCommand Command(long after, int width, int limit, FeedFilter? filter)
    {
        var command = new NpgsqlBatchCommand(filter is null ? AllSql : WantedSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after + width });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        if (filter is not null) AddTo(command.Parameters, filter);
        return command;
    }

    /// <summary>Adds the parameters of <see cref="Wanted"/>, of which three must be there before.</summary>
    internal static void AddTo(NpgsqlParameterCollection parameters, FeedFilter filter)
    {
        foreach (var wanted in new[] { filter.Streams, filter.Types, filter.Plans })
            parameters.Add(new NpgsqlParameter { Value = wanted?.ToArray() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
    }
}
