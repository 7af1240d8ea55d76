using Npgsql;

namespace Ledger.Postgres;

/// <summary>How long PostgreSQL waits for a server that has gone silent, in a session on which other servers wait.</summary>
/// <remarks>
/// A process that is killed takes its connections with it, and PostgreSQL ends their sessions at once, in the middle of a statement
/// within a second. A machine that is cut off says nothing: PostgreSQL asks whether its other end still lives, and ends the session
/// within three seconds. A process that stands still, paused or out of breath, has a system that goes on answering for it: its
/// session ends when it has done nothing for four seconds, where it must do something. All of this is the session's own: it needs no
/// setting of the database server's. Only in the middle of a COPY does PostgreSQL wait for ever; <see cref="SilentCopies"/> sees to that.
/// </remarks>
internal static class LostServer
{
    /// <summary>Silence between transactions ends the session: for one whose owner says something at least once a second.</summary>
    public const string BetweenTransactions = "idle_session_timeout";

    /// <summary>Silence within a transaction ends the session: for one whose owner never waits in the middle of it.</summary>
    public const string WithinTransactions = "idle_in_transaction_session_timeout";

    /// <summary>The same with silence within transactions, for a connection string.</summary>
    public const string Options =
        "-c tcp_keepalives_idle=1 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=2 -c tcp_user_timeout=3000 -c idle_in_transaction_session_timeout=4000";

    // Not every system can tell of a closed connection while a statement runs (Windows can't); there it is found out at its end.
    private const string BoundSql = """
        do $$ begin
            perform set_config('tcp_keepalives_idle', '1', false), set_config('tcp_keepalives_interval', '1', false), set_config('tcp_keepalives_count', '2', false),
                set_config('tcp_user_timeout', '3000', false);
            begin
                perform set_config('client_connection_check_interval', '1000', false);
            exception when invalid_parameter_value then null;
            end;
        end $$
        """;

    private const string SilenceSql = "select set_config($1, '4000', false)";

    private const string UnboundSql = """
        select set_config(name, reset_val, false) from pg_settings
        where name like 'tcp\_%' or name in ('idle_in_transaction_session_timeout', 'idle_session_timeout', 'client_connection_check_interval')
        """;

    /// <summary>Bounds the wait for a session's other end.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="silence">Which silence ends it besides; null where its owner may be busy elsewhere for long.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task BoundAsync(NpgsqlConnection connection, string? silence, CancellationToken ct)
    {
        await using (var bound = new NpgsqlCommand(BoundSql, connection)) await bound.ExecuteNonQueryAsync(ct);
        if (silence is null) return;
        await using var command = new NpgsqlCommand(SilenceSql, connection) { Parameters = { new() { Value = silence } } };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Takes the bounds back, before the connection returns to its pool. A broken connection needs none.</summary>
    public static async Task UnboundAsync(NpgsqlConnection connection)
    {
        if (connection.FullState != System.Data.ConnectionState.Open) return;
        try
        {
            await using var command = new NpgsqlCommand(UnboundSql, connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The session is gone, and its settings with it.
        }
    }
}
