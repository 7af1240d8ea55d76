using Ledger.Domain.Audit;
using Ledger.Postgres.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Audit;

/// <summary>Finds when actors began what may be a burst.</summary>
internal static class ReadBursts
{
    // A bound, so that a minute in which an import records a million entries costs no more than another. It counts from each
    // entry, or an entry's flags would depend on the page that it is on.
    private const int LookBack = 5_000;

    // Recorded time grows with the position, so what came just before is a range of the primary key.
    private const string Sql = """
        with recent as (
            select seq_id, lag(timestamp, $5) over actors as began, lag(seq_id, $5) over actors as first,
            lag(headers, $5) over actors as headers from ledger.mt_events
            where seq_id >= $1 and seq_id <= $2 and user_name = any($3)
            window actors as (partition by user_name order by seq_id))
        select seq_id, began, headers from recent where seq_id = any($4) and seq_id - first <= $6
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
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = people.Min(entry => entry.Position) - LookBack });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = people.Max(entry => entry.Position) });
        command.Parameters.Add(new()
        {
            Value = people.Select(entry => entry.Actor!).Distinct().ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
        });
        command.Parameters.Add(new() { Value = people.Select(entry => entry.Position).ToArray() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Burst.Most });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = LookBack });
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var simulated = row.IsDBNull(2) ? null : EntryHeaders.Of(row.GetFieldValue<byte[]>(2)).SimulatedAt;
            began.Add(row.GetInt64(0), simulated ?? new DateTimeOffset(row.GetDateTime(1)));
        }

        return began;
    }
}
