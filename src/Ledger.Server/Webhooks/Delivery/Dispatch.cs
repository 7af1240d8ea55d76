using System.Globalization;
using Ledger.Postgres.Feed;
using Ledger.Postgres.Measures;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Feed;
using Ledger.Server.Webhooks.Signing;
using Ledger.Server.Webhooks.Targets;
using DeliveryOutcome = Ledger.Postgres.Webhooks.DeliveryOutcome;
using Measure = Ledger.Postgres.Measures.DeliveryOutcome;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>Sends one entry once, where a place is free and its host's circuit lets it through.</summary>
internal sealed class Dispatch(TargetClient client, TargetRules rules, SecretSafe safe, CloudEvents events, DeliverySlots slots, HostCircuits circuits)
{
    /// <summary>The id of the message about an entry: the same for every attempt and replay.</summary>
    public static string WebhookId(string subscription, long position) => string.Create(CultureInfo.InvariantCulture, $"msg_{subscription}_{position}");

    /// <summary>Sends it.</summary>
    /// <param name="subscription">To whom.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="previous">The position of the event before it.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What became of it; null where nothing was sent: the circuit is open, or the subscription is no longer as it was.</returns>
    public async Task<Sent?> SendAsync(Subscription subscription, FeedEntry entry, long previous, CancellationToken ct)
    {
        var host = subscription.Target.Host;
        using var place = await slots.EnterAsync(host, ct);
        if (!circuits.TryEnter(host)) return null;
        try
        {
            // Read anew for each message: what was paused or rotated on any server holds from the next one on.
            var secrets = await safe.OpenAsync(subscription.Id, subscription.Revision, ct);
            await events.PrepareAsync(ct);
            if (secrets.Count == 0)
            {
                circuits.GiveUp(host);
                return null;
            }

            var message = new Message(new Uri(subscription.Target.Url), WebhookId(subscription.Id, entry.Stored.Position), events.Write(entry, previous), secrets);
            // The rules may have become stricter since it was registered.
            var sent = rules.Read(subscription.Target.Url).Wrong is { } wrong
                ? new Sent(DeliveryOutcome.NotAllowed, null, "The endpoint's address " + wrong, null, null, default, default)
                : await SendAsync(subscription, message, entry.Stored.Position, ct);
            if (sent.Outcome == DeliveryOutcome.NotAllowed) circuits.GiveUp(host);
            else await circuits.LeaveAsync(host, sent.HostWorks, sent.Error, ct);
            return sent;
        }
        catch
        {
            circuits.GiveUp(host);
            throw;
        }
    }

    private async Task<Sent> SendAsync(Subscription subscription, Message message, long position, CancellationToken ct)
    {
        var measured = DeliverMeasures.Begin(subscription.Id, position, position, subscription.Course.Attempts + 1);
        var sent = await client.SendAsync(message, ct);
        measured.End(Measured(sent.Outcome));
        return sent;
    }

    private static Measure Measured(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => Measure.Delivered,
        DeliveryOutcome.Gone => Measure.Gone,
        DeliveryOutcome.Deferred => Measure.Throttled,
        DeliveryOutcome.Refused or DeliveryOutcome.Redirected => Measure.Rejected,
        DeliveryOutcome.TimedOut => Measure.TimedOut,
        DeliveryOutcome.Unreachable => Measure.Unreachable,
        DeliveryOutcome.NotAllowed => Measure.Forbidden,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
