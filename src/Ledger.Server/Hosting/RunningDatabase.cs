using Ledger.Postgres;
using Ledger.Postgres.Embedded;
using Npgsql;

namespace Ledger.Server.Hosting;

/// <summary>A database that answers: the embedded PostgreSQL of a data folder, or the server that was named.</summary>
internal sealed class RunningDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private RunningDatabase(string connectionString, EmbeddedPostgres? embedded) => (ConnectionString, _embedded) = (connectionString, embedded);

    /// <summary>How to reach it as the owner of the schema. Holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts it or makes sure that it is there.</summary>
    /// <param name="location">Where the ledger is.</param>
    /// <param name="exclusive">True for a server, which owns its data folder; false for a command beside it.</param>
    /// <param name="logger">Where to say what is being done.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LedgerFailure">The server that was named does not let us in.</exception>
    /// <exception cref="EmbeddedPostgresException">The embedded PostgreSQL can't be started.</exception>
    public static async Task<RunningDatabase> StartAsync(LedgerLocation location, bool exclusive, ILogger logger, CancellationToken ct)
    {
        if (location.ConnectionString is { } given)
        {
            await TryAsync(given, location, ct);
            return new RunningDatabase(given, null);
        }

        var embedded = await EmbeddedPostgres.StartAsync(Options(location.DataFolder!, exclusive, logger), ct);
        return new RunningDatabase(embedded.ConnectionString, embedded);
    }

    /// <summary>How the embedded PostgreSQL of a data folder is started.</summary>
    public static EmbeddedPostgresOptions Options(string dataFolder, bool exclusive, ILogger logger) => new()
    {
        DataFolder = dataFolder,
        BinariesFolder = Path.Combine(AppContext.BaseDirectory, "postgresql"),
        Exclusive = exclusive,
        Logger = logger,
    };

    /// <summary>Leaves it: an embedded one is stopped by its server, or by the last command that used it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null) await _embedded.StopAsync();
    }

    private static async Task TryAsync(string connectionString, LedgerLocation location, CancellationToken ct)
    {
        try
        {
            // Outside the pool: the pools of the ledger are LedgerDatabase's.
            await using var source = LedgerDatabase.Unpooled(connectionString);
            await using var connection = await source.OpenConnectionAsync(ct);
        }
        catch (PostgresException e)
        {
            throw new LedgerFailure(
                ExitCode.Unavailable, $"The database server {location} refuses ({e.MessageText}): correct ConnectionStrings__Ledger, or grant what is missing.", e);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            var reason = (e.InnerException ?? e).Message.TrimEnd('.');
            throw new LedgerFailure(
                ExitCode.Unavailable,
                $"The database server {location} can't be reached ({reason}): start it, correct ConnectionStrings__Ledger, or unset it to use the embedded PostgreSQL.",
                e);
        }
    }
}
