using Ledger.Postgres.Measures;
using Ledger.Server.Web;

namespace Ledger.Server.Telemetry;

/// <summary>Reads how the ledger stands now and then, for measures that are sent and not asked for.</summary>
internal sealed class StandingRefresher(LedgerStanding standing, StartupState startup) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not on the thread that starts the server.
        await Task.Yield();
        using var timer = new PeriodicTimer(Pause);
        do
        {
            // While the server starts, where its database is may not even be known.
            if (startup.Phase != StartupPhase.Starting) await standing.RefreshAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
