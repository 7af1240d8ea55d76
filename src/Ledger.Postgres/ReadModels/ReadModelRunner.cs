using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>
/// Feeds the read models from the log: in order, from their checkpoint, rows and checkpoint in one transaction, on one server
/// at a time. Woken by NOTIFY and by a slow poll.
/// </summary>
/// <remarks>
/// The advisory lock is held by the very session that writes. When its server dies, PostgreSQL ends the session and with it the
/// lock, and whatever it had not committed; another server finds the lock free at its next try.
/// </remarks>
/// <param name="database">The database.</param>
/// <param name="store">The log.</param>
/// <param name="notifications">What wakes it.</param>
/// <param name="logger">Where it says what it does.</param>
public sealed class ReadModelRunner(
    LedgerDatabase database, EventStore.EventStore store, LedgerNotifications notifications, ILogger<ReadModelRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whether this process feeds the models now.</summary>
    public bool Leads { get; private set; }

    /// <summary>The position up to which this process has fed the models, while it leads.</summary>
    public long Position { get; private set; }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LeadAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or LedgerUnavailableException or ModelMovedException or InvalidOperationException or IOException or TimeoutException)
            {
                logger.LogWarning("The read models pause: {Reason} They go on from their checkpoint.", e.Message);
            }

            Leads = false;
            await Task.Delay(RetryAfter, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LeadAsync(CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        if (!await AdvisoryLock.TryTakeAsync(connection, ReadModelSchema.LockOf(ReadModelSchema.Live), ct)) return;
        try
        {
            var models = new ReadModelSet(store, ReadModelSchema.Live, logger);
            await models.LoadAsync(connection, ct);
            Leads = true;
            while (true)
            {
                while (await models.AdvanceAsync(connection, long.MaxValue, ct) > 0) Position = models.Position;
                Position = models.Position;
                await notifications.WaitAsync(models.Position, Poll, ct);
            }
        }
        finally
        {
            await AdvisoryLock.ReleaseAsync(connection, ReadModelSchema.LockOf(ReadModelSchema.Live));
        }
    }
}
