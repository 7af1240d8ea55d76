using System.Security.Cryptography;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Webhooks.Api;
using Ledger.Server.Webhooks.Delivery;
using Ledger.Server.Webhooks.Signing;

namespace Ledger.Server.Webhooks;

/// <summary>What makes secrets, for the API and the pages: each is in the answer to whoever asked, and nowhere else.</summary>
internal sealed class SubscriptionDesk(Subscriptions subscriptions, SecretSafe safe, DeliveryBell bell, WebhookSettings settings, TimeProvider clock)
{
    /// <summary>Hours for which a former secret may stay valid, at most.</summary>
    public const int MostOverlapHours = 168;

    /// <summary>Makes a subscription.</summary>
    /// <returns>Its id and secret; null where its owner has as many as one may have, or the key was used before.</returns>
    public async Task<(string Id, WebhookSecret Secret)?> CreateAsync(SubscriptionTarget target, long after, IdempotencyKey? key, Caller caller, CancellationToken ct)
    {
        var (id, secret) = ("wh" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 14), WebhookSecret.Create());
        var wish = new NewSubscription(id, target, after, safe.Seal(id, secret), key is null ? default((string, byte[])?) : (key.Key, key.RequestHash.ToArray()));
        if (!await subscriptions.CreateAsync(wish, caller.AsChanger(), settings.MostSubscriptions, ct)) return null;
        bell.Ring();
        return (id, secret);
    }

    /// <summary>Gives a subscription a new secret; the one before stays valid for a while.</summary>
    public async Task<WebhookSecret> RotateAsync(string id, int overlapHours, Caller caller, CancellationToken ct)
    {
        var (secret, now) = (WebhookSecret.Create(), clock.GetUtcNow());
        await subscriptions.RotateAsync(id, safe.Seal(id, secret), now, now.AddHours(overlapHours), caller.AsChanger(), ct);
        bell.Ring();
        return secret;
    }
}
