using System.Net;
using System.Net.Sockets;
using Ledger.Postgres.Embedded;
using Npgsql;

namespace Ledger.Server.Hosting;

/// <summary>Starts the embedded PostgreSQL again when it was killed under a running server.</summary>
/// <remarks>
/// The server keeps its hold on the data folder all the while and joins a second time, as a command would: that starts the
/// database where it is gone and does nothing where it runs. PostgreSQL gets its old port again unless somebody took it meanwhile.
/// </remarks>
/// <param name="location">The data folder.</param>
/// <param name="connectionString">How the database is reached.</param>
/// <param name="clock">Paces the looks.</param>
/// <param name="logger">Told when it was gone.</param>
internal sealed class EmbeddedRevival(LedgerLocation location, string connectionString, TimeProvider clock, ILogger<EmbeddedRevival> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly List<EmbeddedPostgres> _revived = [];
    private Task _watch = Task.CompletedTask;

    /// <summary>Begins to watch; a database server of somebody else's is not ours to start.</summary>
    public EmbeddedRevival Start()
    {
        if (location.DataFolder is { } folder) _watch = WatchAsync(folder, new NpgsqlConnectionStringBuilder(connectionString).Port, _end.Token);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var one in _revived) await one.DisposeAsync();
        _end.Dispose();
    }

    private async Task WatchAsync(string folder, int port, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Pause, clock, ct);
            if (await ListensAsync(port, ct)) continue;
            try
            {
                logger.LogWarning("PostgreSQL is gone; starting it again.");
                var again = await EmbeddedPostgres.StartAsync(RunningDatabase.Options(folder, exclusive: false, logger), ct);
                _revived.Add(again);
                if (new NpgsqlConnectionStringBuilder(again.ConnectionString).Port != port)
                    logger.LogCritical("PostgreSQL had to come back on another port. Stop the ledger and start it again.");
            }
            catch (EmbeddedPostgresException e)
            {
                logger.LogError("PostgreSQL can't be started again: {Reason}", e.Message);
            }
        }
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
