using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>A lock that belongs to a session: it ends with it, however the session ends.</summary>
internal static class AdvisoryLock
{
    public static async Task<bool> TryTakeAsync(NpgsqlConnection connection, long key, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select pg_try_advisory_lock($1)";
        command.Parameters.Add(new() { Value = key });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Gives the lock back before the connection returns to its pool. A broken connection has given it back already.</summary>
    public static async Task ReleaseAsync(NpgsqlConnection connection, long key)
    {
        if (connection.State != System.Data.ConnectionState.Open) return;
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select pg_advisory_unlock($1)";
            command.Parameters.Add(new() { Value = key });
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
        }
    }
}
