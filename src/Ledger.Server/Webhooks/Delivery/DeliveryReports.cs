using Ledger.Postgres.Webhooks;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>The one place that every attempt passes after it was kept. Measures are taken where it is sent: <see cref="Dispatch"/>.</summary>
/// <param name="logger">Told of every attempt; never of a secret, an address or what was answered.</param>
internal sealed class DeliveryReports(ILogger<DeliveryReports> logger)
{
    /// <summary>Reports an attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="gaveUp">Whether its entry became a dead letter by it.</param>
    public void Report(DeliveryAttempt attempt, bool gaveUp = false)
    {
        logger.LogDebug("Webhook {Subscription} {Position}: {Outcome} {Status}", attempt.Subscription, attempt.Position, attempt.Outcome, attempt.Status);
        if (gaveUp) logger.LogWarning("Webhook {Subscription} gave up the entry at position {Position}: {Reason}", attempt.Subscription, attempt.Position, attempt.Error);
    }
}
