using Npgsql;

namespace Ledger.Postgres;

/// <summary>A lock that belongs to a session: it ends with it, however the session ends.</summary>
/// <remarks>
/// A process that is killed takes its connections with it, and PostgreSQL ends their sessions at once. A machine that is cut off
/// says nothing; so while a session holds a lock, PostgreSQL asks whether its other end still lives, and ends it within four seconds.
/// </remarks>
internal static class AdvisoryLock
{
    private const string TakeSql = """
        select case when pg_try_advisory_lock($1) then
            set_config('tcp_keepalives_idle', '2', false) || set_config('tcp_keepalives_interval', '1', false) || set_config('tcp_keepalives_count', '2', false)
        end is not null
        """;

    private const string ReleaseSql = "select pg_advisory_unlock($1)";

    private const string ResetSql = "select set_config(name, reset_val, false) from pg_settings where name like 'tcp\\_keepalives\\_%'";

    public static async Task<bool> TryTakeAsync(NpgsqlConnection connection, long key, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = TakeSql;
        command.Parameters.Add(new() { Value = key });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Gives the lock back before the connection returns to its pool. A broken connection has given it back already.</summary>
    public static async Task ReleaseAsync(NpgsqlConnection connection, long key)
    {
        if (connection.State != System.Data.ConnectionState.Open) return;
        try
        {
            await using var batch = connection.CreateBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand(ReleaseSql) { Parameters = { new() { Value = key } } });
            batch.BatchCommands.Add(new NpgsqlBatchCommand(ResetSql));
            await batch.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
        }
    }
}
