using Ledger.Postgres.EventStore;
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

    private const string RecordedSql = "select seq_id, timestamp from ledger.mt_events where seq_id = any($1)";

    private const int MostPositions = 20_000;
    private const int MostWaiting = 4_096;

    private readonly SettledPositions _settled = new();
    private readonly AnswerMemory<long, DateTimeOffset?> _recorded = new(MostPositions);
    private readonly SharedLookup<long, DateTimeOffset> _lookup = new((positions, ct) => ReadRecordedAsync(database.App, positions, ct), mostAtOnce: 1, MostWaiting);

    private const string ClockSql = "select clock_timestamp()";

    /// <summary>Tells one generation of the read models' tables from the next, which a rebuild puts in its place; not older than a second.</summary>
    public ValueTask<long> GenerationAsync(CancellationToken ct = default) => database.Memory.Generation.CurrentAsync(ct);

    /// <summary>Finds the position for now, for a position or for an instant.</summary>
    /// <param name="models">Names of the read models that the answer comes from: plans, projects, indicators, findings; none for the log itself.</param>
    /// <param name="position">The position asked for, if one was.</param>
    /// <param name="instant">The instant asked for, if one was; one that has not passed yet means now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Answerable> FindAsync(string[] models, long? position, DateTimeOffset? instant, CancellationToken ct = default)
    {
        var generation = models.Length == 0 ? 0 : await GenerationAsync(ct);
        if (position is { } asked && _settled.Find(generation, models) is { } settled && asked <= settled.Reached && await RecordedAsync(asked, ct) is { } recorded)
            return new Answerable(settled.Head, settled.Reached, asked, recorded, false);
        var found = await ReadAsync(models, position, instant, ct);
        if (models.Length > 0) _settled.Note(generation, models, found);
        return found;
    }

    private async Task<Answerable> ReadAsync(string[] models, long? position, DateTimeOffset? instant, CancellationToken ct)
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

    // What is recorded keeps its time, so whoever asks for the same position again need not look.
    private async ValueTask<DateTimeOffset?> RecordedAsync(long position, CancellationToken ct)
    {
        if (_recorded.Find(position) is { } known) return known;
        if (!(await _lookup.FindAsync([position], ct)).TryGetValue(position, out var found)) return null;
        _recorded.Keep(position, found, 1);
        return found;
    }

    private static async Task<IReadOnlyDictionary<long, DateTimeOffset>> ReadRecordedAsync(NpgsqlDataSource source, long[] positions, CancellationToken ct)
    {
        await using var command = source.CreateCommand(RecordedSql);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = positions });
        await using var row = await command.ExecuteReaderAsync(ct);
        var recorded = new Dictionary<long, DateTimeOffset>(positions.Length);
        while (await row.ReadAsync(ct)) recorded.Add(row.GetInt64(0), new DateTimeOffset(row.GetDateTime(1)));
        return recorded;
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
