using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.Webhooks;

/// <summary>What the deliverer keeps: how far each subscription is, what was tried, what was given up, which hosts are down.</summary>
/// <param name="database">The database.</param>
public sealed class DeliveryLedger(LedgerDatabase database)
{
    private const long Lock = 0x6c65_6467_6572_20;

    /// <summary>The lead among the servers of one ledger.</summary>
    public Leadership Lead(ILogger logger) => new(database, Lock, "Delivering webhooks", logger);

    /// <summary>The active subscriptions.</summary>
    public Task<IReadOnlyList<ActiveSubscription>> ActiveAsync(CancellationToken ct) => ListActive.ExecuteAsync(database.App, ct);

    /// <summary>One subscription; null where there is none.</summary>
    public Task<Subscription?> ReadAsync(string id, CancellationToken ct) => ReadSubscription.ExecuteAsync(database.App, id, ct);

    /// <summary>The dead letters that somebody asked for, in order of position.</summary>
    public Task<IReadOnlyList<DeadLetter>> RequestedAsync(string id, CancellationToken ct) =>
        ListDeadLetters.ExecuteAsync(database.App, id, DeadLetterState.Requested, after: -1, limit: 100, ct);

    /// <summary>Keeps an acknowledgement; false where the subscription is no longer as it was.</summary>
    public Task<bool> AcknowledgeAsync(DeliveryAttempt attempt, long revision, long lastEntry, CancellationToken ct) =>
        RecordAcknowledgement.ExecuteAsync(database.App, attempt, revision, lastEntry, ct);

    /// <summary>Keeps a failure and when the next attempt is due; false where the subscription is no longer as it was.</summary>
    public Task<bool> FailAsync(DeliveryAttempt attempt, long revision, long lastEntry, int steps, DateTimeOffset next, CancellationToken ct) =>
        RecordFailure.ExecuteAsync(database.App, attempt, revision, lastEntry, steps, next, ct);

    /// <summary>Gives an entry up; false where the subscription is no longer as it was.</summary>
    public Task<bool> GiveUpAsync(DeliveryAttempt attempt, long revision, long lastEntry, DateTimeOffset first, CancellationToken ct) =>
        RecordDeadLetter.ExecuteAsync(database.App, attempt, revision, lastEntry, first, ct);

    /// <summary>Keeps what became of a dead letter's further attempt.</summary>
    public Task ReplayedAsync(DeliveryAttempt attempt, CancellationToken ct) => RecordReplay.ExecuteAsync(database.App, attempt, ct);

    /// <summary>Keeps how far subscriptions have been looked through.</summary>
    public Task LookedUpAsync(IReadOnlyCollection<(string Id, long Revision, long Position)> reached, CancellationToken ct) =>
        RecordLookedUp.ExecuteAsync(database.App, reached, ct);

    /// <summary>Stops a subscription for a reason of the ledger's own.</summary>
    public Task<bool> DisableAsync(string id, string reason, CancellationToken ct) =>
        StopSubscription.ExecuteAsync(database.App, id, SubscriptionState.Disabled, reason, Changer.Ledger, ct);

    /// <summary>The circuits that are open.</summary>
    public Task<IReadOnlyList<OpenCircuit>> CircuitsAsync(CancellationToken ct) => Circuits.ReadAsync(database.App, ct);

    /// <summary>Keeps that one is open.</summary>
    public Task OpenAsync(OpenCircuit circuit, CancellationToken ct) => Circuits.OpenAsync(database.App, circuit, ct);

    /// <summary>Keeps that one is closed.</summary>
    public Task CloseAsync(string host, CancellationToken ct) => Circuits.CloseAsync(database.App, host, ct);

    /// <summary>Keeps the log within bounds.</summary>
    public Task PruneAsync(DateTimeOffset now, TimeSpan age, int most, CancellationToken ct) => PruneDeliveries.ExecuteAsync(database.App, now, age, most, ct);
}
