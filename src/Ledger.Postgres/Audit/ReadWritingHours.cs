using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Audit;

/// <summary>How many entries were recorded at an hour of a day of the week, in Asia/Shanghai.</summary>
/// <param name="Day">1 for Monday to 7 for Sunday.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Entries">How many.</param>
public sealed record WritingHour(int Day, int Hour, long Entries);

/// <summary>Counts when people recorded.</summary>
/// <param name="database">The database.</param>
public sealed class ReadWritingHours(LedgerDatabase database)
{
    /// <summary>The last positions of a range that are looked at, at most.</summary>
    public const int MostPositions = 200_000;

    // A bounded range of the primary key, as in the listing. The program's own entries are left out unless they are asked for:
    // an import at midnight says nothing about people. The offset is written down, so a database without time zone data knows it.
    private const string Sql = """
        select extract(isodow from local)::int, extract(hour from local)::int, count(*)
        from (select timestamp at time zone 'UTC' + interval '8 hours' as local from ledger.mt_events
            where seq_id > $1 and seq_id <= $2 and case when $3 is null then user_name not like 'system:%' else user_name = $3 end
            and ($4 is null or type = $4)
            and ($5 is null or substring(stream_id from '^(?:plan|project|indicator|finding)-([^.]*)') = any($5))) as entries
        group by 1, 2
        """;

    /// <summary>Counts the entries of a range that fit actor, kind and plans of a filter; its effective dates and flag do not restrict.</summary>
    public async Task<IReadOnlyList<WritingHour>> ExecuteAsync(AuditRange range, AuditFilter filter, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var command = database.App.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Math.Max(range.After, range.UpTo - MostPositions) });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = range.UpTo });
        command.Parameters.Add(new() { Value = (object?)filter.Actor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = (object?)filter.Type ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = (object?)filter.Plans?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var row = await command.ExecuteReaderAsync(ct);
        var hours = new List<WritingHour>();
        while (await row.ReadAsync(ct))
        {
            hours.Add(new WritingHour(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)));
        }

        return hours;
    }
}
