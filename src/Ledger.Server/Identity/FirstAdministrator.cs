using Ledger.Domain.Accounts;
using Ledger.Domain.Simulations;

namespace Ledger.Server.Identity;

/// <summary>Makes the first account of a ledger that has none.</summary>
internal sealed class FirstAdministrator(IdentityDirectory directory, AccountManager manager)
{
    /// <summary>Makes the administrator if there is no account at all; a simulation's do not count, nobody signs in with them.</summary>
    /// <returns>The password, to be shown once and kept nowhere; null where there are accounts.</returns>
    public async Task<string?> EnsureAsync(CancellationToken ct)
    {
        for (var after = ""; (await directory.ListAsync<Account>(after, 20, ct)) is { Count: > 0 } some; after = some[^1].Id)
            if (some.Any(account => !Simulated.IsAccount(account.Id))) return null;
        var password = Passwords.Random();
        var refusal = await manager.CreateAsync(
            AccountName.FirstAdministrator, null, [new Grant(Role.Administrator, Grants.Everywhere)], password, SignIn.Actor, ct);
        // Of several servers that start at once one makes it; the others are refused because it is there.
        return refusal is null ? password : null;
    }
}
