using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.ReadModels;

/// <summary>
/// Feeds the read models from the log: in order, from their checkpoint, rows and checkpoint in one transaction, on one server
/// at a time. Woken by NOTIFY and by a slow poll.
/// </summary>
/// <remarks>
/// The lead is <see cref="Leadership"/>'s. The checkpoint fences the writes of one who has lost it without noticing: a batch is
/// written only where the checkpoint still stands where the batch begins, and its transaction does not outlive a silent server.
/// </remarks>
/// <param name="database">The database.</param>
/// <param name="store">The log.</param>
/// <param name="notifications">What wakes it.</param>
/// <param name="logger">Where it says what it does.</param>
public sealed class ReadModelRunner(
    LedgerDatabase database, EventStore.EventStore store, LedgerNotifications notifications, ILogger<ReadModelRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether this process feeds the models now.</summary>
    public bool Leads { get; private set; }

    /// <summary>The position up to which this process has fed the models, while it leads.</summary>
    public long Position { get; private set; }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await new Leadership(database, ReadModelSchema.LockOf(ReadModelSchema.Live), "Feeding the read models", logger).RunAsync(FeedAsync, stoppingToken);
    }

    private async Task FeedAsync(CancellationToken lead)
    {
        await using var connection = await database.App.OpenConnectionAsync(lead);
        await LostServer.BoundAsync(connection, LostServer.WithinTransactions, lead);
        try
        {
            var models = new ReadModelSet(store, ReadModelSchema.Live, logger);
            await models.LoadAsync(connection, lead);
            Leads = true;
            while (true)
            {
                while (await models.AdvanceAsync(connection, long.MaxValue, lead) > 0) database.Reached.Advance(Position = models.Position);
                Position = models.Position;
                await notifications.WaitAsync(models.Position, Poll, lead);
            }
        }
        finally
        {
            Leads = false;
            await LostServer.UnboundAsync(connection);
        }
    }
}
