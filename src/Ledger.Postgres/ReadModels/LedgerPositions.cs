using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>What can be answered from.</summary>
/// <param name="Head">The last position of the log.</param>
/// <param name="Reached">The position up to which all the read models asked for have read.</param>
/// <param name="Position">The position to answer from; it may lie beyond <paramref name="Reached"/> or <paramref name="Head"/>.</param>
/// <param name="RecordedAt">Recorded time of the entry at <paramref name="Position"/>; absent for position 0 or one beyond the head.</param>
/// <param name="IsNow">Whether the question was about now, not about a position or an instant that has passed.</param>
public sealed record Answerable(long Head, long Reached, long Position, DateTimeOffset? RecordedAt, bool IsNow);

/// <summary>Finds the position from which a question about a knowledge time is answered.</summary>
/// <param name="database">The database.</param>
public sealed class LedgerPositions(LedgerDatabase database)
{
    // An append takes its recorded time before it commits. Whoever asks about an instant that has just passed must not be
    // answered before those appends are through, or the same question would have two answers. The appends hold this
    // advisory lock until their commit is visible; once it was held in share mode, every later entry is recorded later.
    private const string SettleSql = "select pg_advisory_xact_lock_shared(1279607367, 1) where $1 > clock_timestamp() - interval '10 minutes'";

    // clock_timestamp(): an instant that has not passed by the database's clock means now, whatever the servers' clocks say.
    private const string Sql = """
        with models as (
            select case when cardinality($1) = 0 then (select position from ledger.ledger_head) else coalesce(min(position), 0) end as reached
            from ledger_read.models where name = any($1)),
        wanted as (select case when $2 is not null then $2 when $3 < $4 then ledger.position_at($3) end as position)
        select h.position, m.reached, coalesce(w.position, m.reached), e.timestamp, w.position is null
        from ledger.ledger_head h cross join models m cross join wanted w
        left join ledger.mt_events e on e.seq_id = coalesce(w.position, m.reached)
        """;

    private const string ClockSql = "select clock_timestamp()";

    /// <summary>Finds the position for now, for a position or for an instant.</summary>
    /// <param name="models">Names of the read models that the answer comes from: plans, projects, indicators, findings; none for the log itself.</param>
    /// <param name="position">The position asked for, if one was.</param>
    /// <param name="instant">The instant asked for, if one was; one that has not passed yet means now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Answerable> FindAsync(string[] models, long? position, DateTimeOffset? instant, CancellationToken ct = default)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        // What lies between two of PostgreSQL's microseconds is rounded down, since "at or before" is asked for.
        DateTime? at = instant is { } i ? new DateTime(i.UtcTicks - i.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc) : null;
        DateTime? clock = at is { } some ? await SettledAsync(connection, some, ct) : null;
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new() { Value = models });
        command.Parameters.Add(new() { Value = (object?)position ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)at ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = (object?)clock ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new Answerable(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2),
            reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3), reader.GetBoolean(4));
    }

    /// <summary>Waits for the appends that may be about to record something by that instant; answers the clock before the wait.</summary>
    private static async Task<DateTime> SettledAsync(NpgsqlConnection connection, DateTime instant, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(ClockSql), new NpgsqlBatchCommand(SettleSql) { Parameters = { new() { Value = instant } } } },
        };
        return (DateTime)(await batch.ExecuteScalarAsync(ct))!;
    }
}
