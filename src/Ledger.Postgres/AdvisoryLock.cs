using Npgsql;

namespace Ledger.Postgres;

/// <summary>A lock that belongs to a session: it ends with it, however the session ends (<see cref="LostServer"/>).</summary>
internal static class AdvisoryLock
{
    private const string TakeSql = "select pg_try_advisory_lock($1)";

    private const string ReleaseSql = "select pg_advisory_unlock($1)";

    /// <summary>Takes the lock if it is free.</summary>
    /// <param name="connection">The session that is to hold it.</param>
    /// <param name="key">The lock.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="silence">Which silence of the holder's ends the session: see <see cref="LostServer"/>.</param>
    public static async Task<bool> TryTakeAsync(NpgsqlConnection connection, long key, CancellationToken ct, string? silence = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = TakeSql;
        command.Parameters.Add(new() { Value = key });
        if (!(bool)(await command.ExecuteScalarAsync(ct))!) return false;
        await LostServer.BoundAsync(connection, silence, ct);
        return true;
    }

    /// <summary>Gives the lock back before the connection returns to its pool. A broken connection has given it back already.</summary>
    public static async Task ReleaseAsync(NpgsqlConnection connection, long key)
    {
        if (connection.State != System.Data.ConnectionState.Open) return;
        try
        {
            await using var command = new NpgsqlCommand(ReleaseSql, connection) { Parameters = { new() { Value = key } } };
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
            return;
        }

        await LostServer.UnboundAsync(connection);
    }
}
