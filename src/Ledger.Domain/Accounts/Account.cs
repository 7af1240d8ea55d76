using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Accounts;

/// <summary>The state of an account.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "case")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Active), "active")]
[JsonDerivedType(typeof(Disabled), "disabled")]
public abstract record Account : IAggregate<Account>
{
    private Account() { }

    /// <inheritdoc />
    public static string StreamType => "account";

    /// <inheritdoc />
    public static Account Initial { get; } = new None();

    /// <inheritdoc />
    public bool Exists => this is not None;

    /// <inheritdoc />
    public static Refusal? Refuse(Account state, LedgerEvent @event) => (state, @event) switch
    {
        (_, not AccountEvent) => new EntryRefusals.WrongKind(EventTypes.NameOf(@event), StreamType),
        (None, AccountEvent.AccountCreated e) => AccountName.IsValid(e.Name) ? null : new AccountRefusals.AccountNameInvalid(e.Name),
        (None, _) => new AccountRefusals.AccountNotCreated(),
        (_, AccountEvent.AccountCreated) => new AccountRefusals.AccountAlreadyCreated(),
        (Disabled, AccountEvent.AccountEnabled) => null,
        (Active, AccountEvent.AccountEnabled) => new AccountRefusals.AccountNotDisabled(),
        // What takes rights away may be recorded at any time.
        (Disabled d, AccountEvent.RoleRevoked e) => Held(d.Last, e.Grant),
        (Disabled, _) => new AccountRefusals.AccountIsDisabled(),
        (Active a, AccountEvent.RoleGranted e) => Grantable(a, e.Grant),
        (Active a, AccountEvent.RoleRevoked e) => Held(a, e.Grant),
        (Active, AccountEvent.PasswordChanged or AccountEvent.AccountDisabled or AccountEvent.AccountLocked or AccountEvent.SessionsEnded) => null,
        _ => throw new InvalidOperationException($"No rule for {EventTypes.NameOf(@event)}."),
    };

    /// <inheritdoc />
    public static Account Evolve(Account state, Fact fact) => (state, fact.Event) switch
    {
        (None, AccountEvent.AccountCreated e) => new Active(e.Name, e.DisplayName, [], null, fact.Entry.Version),
        (Active a, AccountEvent.PasswordChanged e) => a with { Credential = e.Credential, Stamp = fact.Entry.Version },
        (Active a, AccountEvent.SessionsEnded) => a with { Stamp = fact.Entry.Version },
        (Active a, AccountEvent.RoleGranted e) => a with { Grants = a.Grants.With(e.Grant) },
        (Active a, AccountEvent.RoleRevoked e) => Without(a, e.Grant),
        (Disabled d, AccountEvent.RoleRevoked e) => new Disabled(Without(d.Last, e.Grant)),
        (Active a, AccountEvent.AccountDisabled) => new Disabled(a),
        (Disabled d, AccountEvent.AccountEnabled) => d.Last with { Stamp = fact.Entry.Version },
        (Active a, AccountEvent.AccountLocked) => a,
        _ => throw new ImpossibleHistoryException(state, fact),
    };

    private static Refusal? Grantable(Active account, Grant grant) =>
        !Accounts.Grants.IsValid(grant) ? new AccountRefusals.RegionInvalid(grant.Role, grant.Region)
        : account.Grants.Contains(grant) ? new AccountRefusals.RoleAlreadyGranted(grant.Role, grant.Region)
        : null;

    private static AccountRefusals.RoleNotGranted? Held(Active account, Grant grant) =>
        account.Grants.Contains(grant) ? null : new AccountRefusals.RoleNotGranted(grant.Role, grant.Region);

    private static Active Without(Active account, Grant grant) => account with { Grants = [.. account.Grants.Where(held => held != grant)] };

    /// <summary>Never created.</summary>
    public sealed record None : Account;

    /// <summary>In use.</summary>
    /// <param name="Name">The name to sign in with.</param>
    /// <param name="DisplayName">What people call its owner.</param>
    /// <param name="Grants">What it may do, and where, in the order in which it was granted.</param>
    /// <param name="Credential">The row outside the log that holds the password's hash; absent until a password was set.</param>
    /// <param name="Stamp">
    /// Version of the entry that last ended sessions: one begun under another stamp is over.
    /// </param>
    public sealed record Active(string Name, string? DisplayName, Sequence<Grant> Grants, string? Credential, long Stamp) : Account;

    /// <summary>Out of use.</summary>
    /// <param name="Last">What it was, and is again once enabled.</param>
    public sealed record Disabled(Active Last) : Account;
}
