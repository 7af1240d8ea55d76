using Ledger.Postgres.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Feed;

/// <summary>Reads the log backwards, leaving out what can be seen from the columns to be unwanted.</summary>
internal static class ReadFeedBack
{
    // Backwards over the primary key: it stops as soon as it has enough. Who is simulated is told by the name, as
    // Domain.Simulations.Simulated.IsActor tells it: or a simulated district would stand before all that is real.
    private const string Sql = $"""
        select {StoredEntry.Columns} from ledger.mt_events
        where seq_id > $1 and seq_id <= $2 and {ReadFeedPart.Wanted}
        and ($7::boolean is null or $7 = coalesce(user_name = 'system:simulation' or starts_with(user_name, 'user:sim.'), false))
        order by seq_id desc limit $3
        """;

    /// <summary>Reads it, the last entry first.</summary>
    /// <param name="source">The database.</param>
    /// <param name="floor">The position before the first one looked at.</param>
    /// <param name="upTo">The last position looked at.</param>
    /// <param name="limit">Entries at most.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<StoredEntry>> ExecuteAsync(
        NpgsqlDataSource source, long floor, long upTo, int limit, FeedFilter filter, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = floor });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        ReadFeedPart.AddTo(command.Parameters, filter);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)filter.Simulated ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });
        await using var row = await command.ExecuteReaderAsync(ct);
        var entries = new List<StoredEntry>();
        while (await row.ReadAsync(ct)) entries.Add(StoredEntry.From(row));
        return entries;
    }
}
