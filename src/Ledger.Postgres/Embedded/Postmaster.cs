using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.Embedded;

/// <summary>Starts and stops the postmaster of a data folder. Call it in one's turn.</summary>
internal sealed class Postmaster(DataFolder folder, PostgresBinaries binaries, PostgresAccount account, ILogger logger)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    public async Task<PostmasterFile> StartAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        var port = RememberedPort.Choose(folder);
        while (true)
        {
            PostgresLog.Rotate(folder);
            var log = PostgresLog.EndOf(folder);
            if (await TryStartAsync(port, cancellationToken) is { } started)
                return started;

            var failure = PostgresLog.FailureAfter(folder, log);
            if (failure.PortTaken)
                port = RememberedPort.Another(folder);
            // After a kill -9 of the postmaster its backends notice within moments, unless one of them is busy.
            else if (!failure.MayPass || waited.Elapsed > OrphanPatience)
                throw new EmbeddedPostgresException(
                    $"PostgreSQL {binaries.Version} doesn't start on {folder.Database} ({failure.Text}): see {folder.Log}, mend "
                    + "that and start again.");
            logger.LogInformation("PostgreSQL doesn't start yet ({Reason}), trying again", failure.Text);
            await Task.Delay(100, cancellationToken);
        }
    }

    public async Task StopAsync(PostmasterFile running)
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            // -W: pg_ctl looks ten times a second whether it's over; we look more often.
            await PostgresTool.RunAsync(
                binaries.Control, ["stop", "-D", folder.Database, "-m", mode, "-W"], account, CancellationToken.None);
            var waited = Stopwatch.StartNew();
            while (waited.Elapsed < StopPatience)
            {
                if (PostmasterProcesses.Look(running, folder) is not PostmasterProcess.Ours)
                    return;
                await Task.Delay(Tick);
            }
            logger.LogWarning("PostgreSQL (process {Pid}) didn't stop by a {Mode} shutdown", running.Pid, mode);
        }
        throw new EmbeddedPostgresException(
            $"PostgreSQL (process {running.Pid}) doesn't stop: see {folder.Log} and end that process yourself.");
    }

    // Given up, it still waits for the postmaster to show itself, to end it: nothing is left behind.
    // pg_ctl sees at once when the postmaster dies but looks only ten times a second whether it is ready; so let it watch
    // for the one and watch for the other ourselves. pg_ctl also takes the postmaster out of our session, so that a Ctrl-C
    // meant for the ledger doesn't shut the database down under it, and on Windows it drops an administrator's rights.
    private async Task<PostmasterFile?> TryStartAsync(int port, CancellationToken cancellationToken)
    {
        var before = PostmasterFile.Read(folder);
        var control = PostgresTool.RunAsync(
            binaries.Control,
            [
                "start", "-D", folder.Database, "-l", folder.Log, "-o", ClusterSettings.Options(port),
                // Replaying the log after a crash may take its time; giving up would only begin it anew.
                "-w", "-t", "600",
            ],
            account, CancellationToken.None);
        while (true)
        {
            var over = control.IsCompleted;
            if (PostmasterFile.Read(folder) is { Ready: true } now && now != before)
                return now;
            if (over)
            {
                await control;
                return null;
            }
            if (cancellationToken.IsCancellationRequested && PostmasterFile.Read(folder) is { } begun && begun != before)
            {
                await StopAsync(begun);
                cancellationToken.ThrowIfCancellationRequested();
            }
            await Task.Delay(Tick, CancellationToken.None);
        }
    }
}
