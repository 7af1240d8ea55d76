using Ledger.Postgres.Webhooks;
using Microsoft.AspNetCore.DataProtection;

namespace Ledger.Server.Webhooks.Signing;

/// <summary>Encrypts secrets for the database, with the keys that all servers of a ledger share, and each for its subscription alone.</summary>
/// <remarks>
/// The keys lie in the same database, in another table: this protects copies and views of the one table, not against whoever
/// reads the whole database.
/// </remarks>
internal sealed class SecretSafe(IDataProtectionProvider protection, Subscriptions subscriptions, TimeProvider clock)
{
    /// <summary>Encrypts a secret.</summary>
    public byte[] Seal(string subscription, WebhookSecret secret) => Protector(subscription).Protect(secret.Bytes);

    /// <summary>The secrets that a message to a subscription is signed with now, the newest first.</summary>
    /// <param name="subscription">Its id.</param>
    /// <param name="revision">The revision that it must be active in, or there are none; null for any.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<WebhookSecret>> OpenAsync(string subscription, long? revision, CancellationToken ct)
    {
        var @sealed = await subscriptions.SecretsAsync(subscription, clock.GetUtcNow(), revision, ct);
        return [.. @sealed.Select(one => WebhookSecret.Of(Protector(subscription).Unprotect(one.Sealed)))];
    }

    private IDataProtector Protector(string subscription) => protection.CreateProtector("Ledger.Webhooks.Secret", subscription);
}
