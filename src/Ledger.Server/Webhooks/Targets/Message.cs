using Ledger.Postgres.Webhooks;
using Ledger.Server.Webhooks.Signing;

namespace Ledger.Server.Webhooks.Targets;

/// <summary>A message to an endpoint.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Id">Its id: the same for every attempt.</param>
/// <param name="Body">One CloudEvent, as JSON.</param>
/// <param name="Secrets">What it is signed with, the newest first.</param>
internal sealed record Message(Uri Target, string Id, byte[] Body, IReadOnlyList<WebhookSecret> Secrets);

/// <summary>What became of it.</summary>
/// <param name="Outcome">In a word.</param>
/// <param name="Status">What the endpoint answered; null where it did not.</param>
/// <param name="Error">What went wrong, in a sentence; null where nothing did.</param>
/// <param name="Excerpt">The beginning of the answer's body.</param>
/// <param name="RetryAfter">For how long the endpoint asked to be left alone.</param>
/// <param name="At">When the attempt began.</param>
/// <param name="Took">How long it took.</param>
internal sealed record Sent(DeliveryOutcome Outcome, int? Status, string? Error, string? Excerpt, TimeSpan? RetryAfter, DateTimeOffset At, TimeSpan Took)
{
    /// <summary>Whether the host works: it answered, and not with an error of its own.</summary>
    public bool HostWorks => Outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Deferred or DeliveryOutcome.Gone or DeliveryOutcome.Redirected
        || (Outcome == DeliveryOutcome.Refused && Status < 500);
}
