using Ledger.Domain.Accounts;

namespace Ledger.Server.Identity;

/// <summary>Makes the first account of a ledger that has none.</summary>
internal sealed class FirstAdministrator(IdentityDirectory directory, AccountManager manager)
{
    /// <summary>Makes the administrator if there is no account at all.</summary>
    /// <returns>The password, to be shown once and kept nowhere; null where there are accounts.</returns>
    public async Task<string?> EnsureAsync(CancellationToken ct)
    {
        if ((await directory.ListAsync<Account>("", 1, ct)).Count > 0) return null;
        var password = Passwords.Random();
        var refusal = await manager.CreateAsync(
            AccountName.FirstAdministrator, null, [new Grant(Role.Administrator, Grants.Everywhere)], password, SignIn.Actor, ct);
        // Of several servers that start at once one makes it; the others are refused because it is there.
        return refusal is null ? password : null;
    }
}
