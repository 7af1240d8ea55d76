using Ledger.Postgres.Webhooks;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>The one place that the outcome of every delivery passes, and that knows how far each subscription is: for measures.</summary>
/// <param name="logger">Told of every attempt.</param>
internal sealed class DeliveryReports(ILogger<DeliveryReports> logger)
{
    private volatile IReadOnlyDictionary<string, long> _reached = new Dictionary<string, long>();

    /// <summary>Called after each attempt has been kept, on the thread that made it: whoever listens must be quick.</summary>
    public event Action<DeliveryAttempt, bool>? Attempted;

    /// <summary>How far each active subscription has been delivered, by id; empty on servers that do not deliver.</summary>
    public IReadOnlyDictionary<string, long> Reached => _reached;

    /// <summary>Reports an attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="gaveUp">Whether its entry became a dead letter by it.</param>
    public void Report(DeliveryAttempt attempt, bool gaveUp = false)
    {
        logger.LogDebug("Webhook {Subscription} {Position}: {Outcome} {Status}", attempt.Subscription, attempt.Position, attempt.Outcome, attempt.Status);
        if (gaveUp) logger.LogWarning("Webhook {Subscription} gave up the entry at position {Position}: {Reason}", attempt.Subscription, attempt.Position, attempt.Error);
        Attempted?.Invoke(attempt, gaveUp);
    }

    /// <summary>Reports how far all are.</summary>
    public void Report(IReadOnlyDictionary<string, long> reached) => _reached = reached;
}
