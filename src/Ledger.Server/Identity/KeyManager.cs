using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Simulations;
using Ledger.Domain.Time;
using Ledger.Postgres.Accounts;
using Ledger.Server.Web;

namespace Ledger.Server.Identity;

/// <summary>Issues and revokes API keys, for the API and the commands alike.</summary>
internal sealed class KeyManager(IdentityLog log, IdentityDirectory directory, KeySecrets secrets, TimeProvider clock)
{
    /// <summary>Issues a key.</summary>
    /// <param name="owner">Name of the account that answers for it.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="grants">What it may do; null for all that its owner may.</param>
    /// <param name="days">For how many days it is accepted; null for the default.</param>
    /// <param name="actor">Who issues it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The key, or why there is none.</returns>
    public async Task<(KeyToken? Key, Refusal? Refusal)> IssueAsync(
        string owner, string name, IReadOnlyList<Grant>? grants, int? days, string actor, CancellationToken ct)
    {
        if (Simulated.IsAccount(owner)) return (null, new SimulationRefusals.ThingIsSimulated(owner));
        var account = await directory.AccountAsync(owner, ct);
        var issued = new KeyEvent.KeyIssued
        {
            Owner = owner, Name = name, Effective = EffectiveDate.OnDay(clock.Today()),
            Grants = [.. (grants ?? (account as Account.Active)?.Grants ?? []).Distinct()],
            ExpiresOn = clock.Today().AddDays(Math.Clamp(days ?? KeyRules.DefaultDays, -1, 100_000)),
        };
        // First what the key's own stream says, then what its owner's does; the secret last, once nothing stands against it.
        if (ApiKey.Refuse(ApiKey.Initial, issued) is { } refusal) return (null, refusal);
        if (KeyRules.RefuseFor(issued, account) is { } beyond) return (null, beyond);
        var key = KeyToken.Create();
        await secrets.AddAsync(key.Id, key.Hash, ct);
        return await log.RecordAsync<ApiKey>(key.Id, actor, today => [issued with { Effective = today }], ct) is { } why ? (null, why) : (key, null);
    }

    /// <summary>Revokes a key; it is refused from the next request on.</summary>
    public Task<Refusal?> RevokeAsync(string id, string actor, CancellationToken ct) =>
        log.RecordAsync<ApiKey>(id, actor, today => [new KeyEvent.KeyRevoked { Effective = today }], ct);
}
