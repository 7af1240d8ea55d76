using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Simulations;
using Ledger.Domain.Time;
using Ledger.Postgres.Accounts;
using Ledger.Server.Web;

namespace Ledger.Server.Identity;

/// <summary>Makes and changes accounts, for the API and the commands alike.</summary>
internal sealed class AccountManager(
    IdentityLog log, IdentityDirectory directory, Credentials credentials, Lockouts lockouts, Passwords passwords, TimeProvider clock)
{
    /// <summary>The actor of what is done on the command line: whoever may use the database itself.</summary>
    public const string CommandLine = "system:cli";

    /// <summary>Makes an account with a password and roles.</summary>
    /// <returns>Null when it was made; why not, otherwise.</returns>
    public async Task<Refusal?> CreateAsync(
        string name, string? displayName, IReadOnlyList<Grant> grants, string password, string actor, CancellationToken ct)
    {
        if (!AccountName.IsValid(name)) return new AccountRefusals.AccountNameInvalid(name);
        // Told before a password is kept for an account that must never have one.
        if (Simulated.IsAccount(name)) return new SimulationRefusals.ThingIsSimulated(name);
        if ((await directory.AccountAsync(name, ct)).Exists) return new AccountRefusals.AccountAlreadyCreated();
        var credential = await AddCredentialAsync(name, password, ct);
        return await log.RecordAsync<Account>(
            name, actor,
            today =>
            [
                new AccountEvent.AccountCreated { Name = name, DisplayName = displayName, Effective = today },
                new AccountEvent.PasswordChanged { Credential = credential, Effective = today },
                .. grants.Select(grant => new AccountEvent.RoleGranted { Grant = grant, Effective = today }),
            ],
            ct);
    }

    /// <summary>Sets a password, which also unlocks the account and ends its sessions.</summary>
    public async Task<Refusal?> SetPasswordAsync(string name, string password, string actor, CancellationToken ct)
    {
        if (Simulated.IsAccount(name)) return new SimulationRefusals.ThingIsSimulated(name);
        if (!(await directory.AccountAsync(name, ct)).Exists) return new AccountRefusals.AccountNotCreated();
        var credential = await AddCredentialAsync(name, password, ct);
        var refusal = await log.RecordAsync<Account>(
            name, actor, today => [new AccountEvent.PasswordChanged { Credential = credential, Effective = today }], ct);
        if (refusal is not null) return refusal;
        await credentials.RemoveOthersAsync(name, credential, ct);
        await lockouts.ClearAsync(name, ct);
        return null;
    }

    /// <summary>Records one fact about an account.</summary>
    public async Task<Refusal?> ChangeAsync(string name, Func<EffectiveDate, AccountEvent> fact, string actor, CancellationToken ct)
    {
        // Two administrators who end each other at the same moment can leave none; 'ledger users' needs none to make one.
        if (await directory.AccountAsync(name, ct) is Account.Active active && Grants.Cover(active.Grants, new Grant(Role.Administrator, Grants.Everywhere))
            && AccountRules.RefuseWithout(active, fact(EffectiveDate.OnDay(clock.Today())), await OthersAsync(name, ct)) is { } refusal)
            return refusal;
        return await log.RecordAsync<Account>(name, actor, today => [fact(today)], ct);
    }

    private async Task<List<Account>> OthersAsync(string name, CancellationToken ct) =>
        [.. (await directory.ListAsync<Account>("", int.MaxValue, ct)).Where(other => other.Id != name).Select(other => other.State)];

    private async Task<string> AddCredentialAsync(string name, string password, CancellationToken ct)
    {
        var credential = Guid.NewGuid().ToString("N");
        await credentials.AddAsync(credential, name, await passwords.HashAsync(password, ct), ct);
        return credential;
    }
}
