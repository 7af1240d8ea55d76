using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres;

/// <summary>Work that one server does at a time: the one whose session holds a lock. The next takes over when that session ends.</summary>
/// <remarks>
/// The session does nothing but hold the lock and be asked every second: so it ends with a server that is killed at once, and with
/// one that is cut off or stands still within four seconds (<see cref="LostServer"/>); the next tries twice a second.
/// The work writes through other connections and must fence its writes besides: between the end of a session and the moment its
/// server notices, two may believe that they lead. Those connections are bounded likewise where others wait for them.
/// </remarks>
/// <param name="database">The database.</param>
/// <param name="key">The lock.</param>
/// <param name="name">What the work is called where it pauses.</param>
/// <param name="logger">Told about what interrupts the work.</param>
public sealed class Leadership(LedgerDatabase database, long key, string name, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(1);

    /// <summary>Whether this process leads.</summary>
    public bool Leads { get; private set; }

    /// <summary>Does the work whenever this process leads, until cancelled.</summary>
    /// <param name="work">The work; its token ends with the lead.</param>
    /// <param name="ct">Ends it all.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await LeadAsync(work, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, it is said and tried again: work that stopped in silence would look like work without news.
                logger.LogWarning("{Work} pauses: {Reason} It is taken up again.", name, e.Message);
            }

            await Task.Delay(RetryAfter, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        if (!await AdvisoryLock.TryTakeAsync(connection, key, ct, LostServer.BetweenTransactions)) return;
        using var lead = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            Leads = true;
            var working = work(lead.Token);
            var watching = WatchAsync(connection, lead.Token);
            var ended = await Task.WhenAny(working, watching);
            await lead.CancelAsync();
            // Nothing goes on when this returns; what ended first says why.
            await Task.WhenAll(working, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ended;
        }
        finally
        {
            Leads = false;
            await AdvisoryLock.ReleaseAsync(connection, key);
        }
    }

    private static async Task WatchAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(CheckEvery, ct);
            await using var command = new NpgsqlCommand("select 1", connection) { CommandTimeout = 5 };
            await command.ExecuteScalarAsync(ct);
        }
    }
}
