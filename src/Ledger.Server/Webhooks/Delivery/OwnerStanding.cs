using Ledger.Domain.Accounts;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>Whether those behind a subscription may still call. A key that has merely expired is replaced by its owner, who answers for it.</summary>
internal sealed class OwnerStanding(IdentityDirectory directory)
{
    /// <summary>Why a subscription must stop; null where it need not.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="known">What was found for others in the same round.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string?> StopAsync(ActiveSubscription subscription, Dictionary<(string, string), string?> known, CancellationToken ct)
    {
        var who = (subscription.Owner, subscription.CreatedBy);
        if (known.TryGetValue(who, out var reason)) return reason;
        return known[who] = await FindAsync(subscription, ct);
    }

    private async Task<string?> FindAsync(ActiveSubscription subscription, CancellationToken ct)
    {
        if (Schemes.AccountOf(subscription.Owner) is { } account && await directory.AccountAsync(account, ct) is Account.Disabled) return "owner-disabled";
        const string key = "key:";
        return subscription.CreatedBy.StartsWith(key, StringComparison.Ordinal) && await directory.KeyAsync(subscription.CreatedBy[key.Length..], ct) is ApiKey.Revoked
            ? "key-revoked"
            : null;
    }
}
