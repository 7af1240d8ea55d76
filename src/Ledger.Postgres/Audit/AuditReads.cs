using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Audit;

/// <summary>Who read what of other people's audit data: a list that only grows (migration 0008).</summary>
/// <param name="database">The database.</param>
public sealed class AuditReads(LedgerDatabase database)
{
    private const string Insert = """
        insert into ledger.audit_reads (actor, owner, operation, question, position, items, trace) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    // Newest first by the primary key. A read whose commit is still under way may have a smaller id than one that is shown;
    // it is there the next time that somebody asks.
    private const string Select = """
        select id, at, actor, owner, operation, question, position, items, trace from ledger.audit_reads
        where id < $1 and ($2 is null or actor = $2 or owner = $2) and ($3 is null or at >= $3) and ($4 is null or at <= $4)
        order by id desc limit $5
        """;

    /// <summary>Records a read; it is durable when this returns.</summary>
    /// <exception cref="ReadNotRecordedException">It could not be recorded.</exception>
    public async Task RecordAsync(AuditRead read, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            await using var command = database.App.CreateCommand(Insert);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = read.Actor });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = read.Owner });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = read.Operation });
            command.Parameters.Add(new() { Value = read.Question, NpgsqlDbType = NpgsqlDbType.Jsonb });
            command.Parameters.Add(new() { Value = (object?)read.Position ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
            command.Parameters.Add(new() { Value = (object?)read.Items ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
            command.Parameters.Add(new() { Value = (object?)read.Trace ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new ReadNotRecordedException(e);
        }
    }

    /// <summary>Lists reads, newest first.</summary>
    /// <param name="actor">Who read, as actor or as the person behind it; null for anybody.</param>
    /// <param name="from">The earliest instant; null for no bound.</param>
    /// <param name="to">The latest instant; null for no bound.</param>
    /// <param name="below">The id above the first one wanted.</param>
    /// <param name="limit">Reads at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<RecordedRead>> ListAsync(
        string? actor, DateTimeOffset? from, DateTimeOffset? to, long below, int limit, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(Select);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = below });
        command.Parameters.Add(new() { Value = (object?)actor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = (object?)from?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = (object?)to?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(ct);
        var reads = new List<RecordedRead>();
        while (await row.ReadAsync(ct))
        {
            reads.Add(new RecordedRead(row.GetInt64(0), new DateTimeOffset(row.GetDateTime(1)), new AuditRead(
                row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<byte[]>(5),
                row.IsDBNull(6) ? null : row.GetInt64(6), row.IsDBNull(7) ? null : row.GetInt32(7), row.IsDBNull(8) ? null : row.GetString(8))));
        }

        return reads;
    }
}
