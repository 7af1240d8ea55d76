using Ledger.Domain.Accounts;
using Ledger.Postgres.Accounts;

namespace Ledger.Server.Identity;

/// <summary>Proves that somebody knows an account's password.</summary>
/// <remarks>
/// Whether the name is wrong, the password, or the account is locked, disabled or without password: the work done, the time
/// taken and the answer are the same, so nobody learns from them which accounts there are.
/// </remarks>
internal sealed class SignIn(IdentityDirectory directory, Credentials credentials, Lockouts lockouts, Passwords passwords, IdentityLog log)
{
    private const string Nobody = "-";

    /// <summary>The actor of entries that nobody but the server itself is answerable for.</summary>
    public const string Actor = "system:identity";

    /// <summary>Tries a name and a password.</summary>
    /// <returns>The account, or null.</returns>
    public async Task<Account.Active?> TryAsync(string name, string password, CancellationToken ct)
    {
        if (!AccountName.IsValid(name)) name = Nobody;
        if (password.Length > Passwords.Most) password = "";
        var attempt = await lockouts.TakeAsync(name, ct);
        var account = await directory.AccountAsync(name, ct) as Account.Active;
        var hash = await credentials.ReadAsync(account?.Credential ?? Nobody, name, ct);
        var right = await passwords.VerifyAsync(hash, password, ct);
        if (right && attempt <= Lockouts.MostFailures)
        {
            await lockouts.ClearAsync(name, ct);
            return account;
        }

        if (attempt == Lockouts.MostFailures && account is not null) await TellLockedAsync(name, ct);
        return null;
    }

    private Task TellLockedAsync(string name, CancellationToken ct) => log.RecordAsync<Account>(
        name, Actor, today => [new AccountEvent.AccountLocked { Failures = Lockouts.MostFailures, Minutes = Lockouts.Minutes, Effective = today }], ct);
}
