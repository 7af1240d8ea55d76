using Ledger.Domain.Entries;

namespace Ledger.Domain.Accounts;

/// <summary>Rules about an account that its own stream can't tell.</summary>
public static class AccountRules
{
    /// <summary>Whether an entry would leave nobody to manage accounts.</summary>
    /// <param name="account">The account that the entry is about.</param>
    /// <param name="event">The entry wished.</param>
    /// <param name="others">All other accounts.</param>
    public static Refusal? RefuseWithout(Account account, AccountEvent @event, IEnumerable<Account> others) =>
        account is Account.Active active && active.Grants.Any(IsAdministrator) && Ends(@event)
            && !others.OfType<Account.Active>().Any(other => other.Grants.Any(IsAdministrator))
            ? new AccountRefusals.LastAdministrator()
            : null;

    private static bool Ends(AccountEvent @event) =>
        @event is AccountEvent.AccountDisabled || (@event is AccountEvent.RoleRevoked revoked && IsAdministrator(revoked.Grant));

    private static bool IsAdministrator(Grant grant) => grant.Role == Role.Administrator;
}
