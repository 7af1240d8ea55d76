using Npgsql;

namespace Ledger.Postgres.Doctor;

/// <summary>The log is whole: every position once, later entries recorded later, every stream counted right.</summary>
public static class LogChecks
{
    private const string Area = "log";
    private const string Tampered = "Somebody wrote to the log past the ledger: find out who, and restore from a backup.";

    private const string PositionsSql = "select count(*), coalesce(min(seq_id), 1), coalesce(max(seq_id), 0) from ledger.mt_events";

    private const string TimesSql = """
        select count(*), min(seq_id) from (
            select seq_id, timestamp, lag(timestamp) over (order by seq_id) as before from ledger.mt_events) e
        where timestamp <= before
        """;

    // A stream is right when its versions are 1…n in the order of positions and its row says n.
    private const string StreamsSql = """
        select count(*), min(id) from (
            select s.id from ledger.mt_streams s
            left join (
                select stream_id, count(*) as entries, max(version) as last, min(version) as first,
                    bool_and(number = version) as ordered
                from (select stream_id, version, row_number() over (partition by stream_id order by seq_id) as number from ledger.mt_events) n
                group by stream_id) e on e.stream_id = s.id
            where s.version is distinct from coalesce(e.last, 0) or coalesce(e.entries, 0) <> coalesce(e.last, 0) or not coalesce(e.ordered, true)) wrong
        """;

    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="database">The database.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was found, in the order in which it should be read.</returns>
    public static async Task<IReadOnlyList<Check>> RunAsync(LedgerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        // One snapshot: entries appended meanwhile belong to none of the three questions.
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        return [await PositionsAsync(connection, ct), await TimesAsync(connection, ct), await StreamsAsync(connection, ct)];
    }

    private static async Task<Check> PositionsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var row = await AskAsync(connection, PositionsSql, ct);
        var (count, first, last) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        return Check.Of(Area, "Positions", count == last && first == 1,
            count == 0 ? "no entries yet" : $"{count} entries, positions {first} to {last}" + (count == last && first == 1 ? " without gaps" : ""), Tampered);
    }

    private static async Task<Check> TimesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var row = await AskAsync(connection, TimesSql, ct);
        var wrong = row.GetInt64(0);
        return Check.Of(Area, "Recorded time", wrong == 0,
            wrong == 0 ? "strictly increasing with the position" : $"{wrong} entries are not later than the one before, the first at position {row.GetInt64(1)}", Tampered);
    }

    private static async Task<Check> StreamsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var row = await AskAsync(connection, StreamsSql, ct);
        var wrong = row.GetInt64(0);
        return Check.Of(Area, "Streams", wrong == 0,
            wrong == 0 ? "versions run from 1 without gaps" : $"{wrong} streams are miscounted, such as {row.GetString(1)}", Tampered);
    }

    private static async Task<NpgsqlDataReader> AskAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return reader;
    }
}
