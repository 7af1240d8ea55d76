using Ledger.Domain.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Audit;

/// <summary>Finds when actors began what may be a burst.</summary>
internal static class ReadBursts
{
    // Recorded time grows with the position, so the minute before is a range of the primary key. What began earlier is not
    // found, and would be no burst. The program's own entries are left out: an import may record a million in a minute.
    private const string Sql = """
        with recent as (
            select seq_id, lag(timestamp, $5) over (partition by user_name order by seq_id) as began from ledger.mt_events
            where seq_id > (select ledger.position_at($1)) and seq_id <= $2 and user_name = any($3))
        select seq_id, began from recent where seq_id = any($4) and began is not null
        """;

    /// <summary>Recorded times of the entries that are <see cref="Burst.Most"/> before those given, among their actor's; by position.</summary>
    public static async Task<IReadOnlyDictionary<long, DateTimeOffset>> ExecuteAsync(
        NpgsqlDataSource source, IReadOnlyList<AuditedEntry> entries, CancellationToken ct)
    {
        var began = new Dictionary<long, DateTimeOffset>();
        var people = entries.Where(entry => entry is { BySystem: false, Actor: not null }).ToList();
        if (people.Count == 0)
        {
            return began;
        }

        await using var command = source.CreateCommand(Sql);
        var first = people.Min(entry => entry.RecordedAt) - Burst.Within - TimeSpan.FromMicroseconds(1);
        command.Parameters.Add(new() { Value = first.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = people.Max(entry => entry.Position) });
        command.Parameters.Add(new()
        {
            Value = people.Select(entry => entry.Actor!).Distinct().ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
        });
        command.Parameters.Add(new() { Value = people.Select(entry => entry.Position).ToArray() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Burst.Most });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            began.Add(row.GetInt64(0), new DateTimeOffset(row.GetDateTime(1)));
        }

        return began;
    }
}
