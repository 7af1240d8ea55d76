using Ledger.Domain.Entries;
using static System.FormattableString;

namespace Ledger.Domain.Accounts;

/// <summary>Why an entry about an account is refused.</summary>
public static class AccountRefusals
{
    /// <summary>The text can't name an account.</summary>
    /// <param name="Name">The name wished.</param>
    public sealed record AccountNameInvalid(string Name) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "account_name_invalid";

        /// <inheritdoc />
        public override string Message =>
            Invariant($"'{Name}' can't name an account: 2 to {AccountName.MaxLength} of a-z, 0-9, dot, dash and underscore, with a letter or digit at both ends.");
    }

    /// <summary>There is an account of that name.</summary>
    public sealed record AccountAlreadyCreated : Refusal
    {
        /// <inheritdoc />
        public override string Code => "account_already_created";

        /// <inheritdoc />
        public override string Message => "There is an account of that name already. Choose another one: names are never given away twice.";
    }

    /// <summary>There is no such account.</summary>
    public sealed record AccountNotCreated : Refusal
    {
        /// <inheritdoc />
        public override string Code => "account_not_created";

        /// <inheritdoc />
        public override string Message => "There is no such account. Record 'account_created' first.";
    }

    /// <summary>The account is disabled.</summary>
    public sealed record AccountIsDisabled : Refusal
    {
        /// <inheritdoc />
        public override string Code => "account_disabled";

        /// <inheritdoc />
        public override string Message => "The account is disabled. Enable it first.";
    }

    /// <summary>The account is not disabled.</summary>
    public sealed record AccountNotDisabled : Refusal
    {
        /// <inheritdoc />
        public override string Code => "account_not_disabled";

        /// <inheritdoc />
        public override string Message => "The account is not disabled.";
    }

    /// <summary>The role can't hold there.</summary>
    /// <param name="Role">The role.</param>
    /// <param name="Region">Where it was to hold.</param>
    public sealed record RegionInvalid(Role Role, string Region) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "region_invalid";

        /// <inheritdoc />
        public override string Message => Grants.IsRegional(Role)
            ? Invariant($"The role {Code<Role>.Of(Role)} can't hold in '{Region}': name a region as the plans write it, or '*' for all.")
            : Invariant($"The role {Code<Role>.Of(Role)} holds everywhere: its region is '*', not '{Region}'.");
    }

    /// <summary>The account has the role there.</summary>
    /// <param name="Role">The role.</param>
    /// <param name="Region">Where.</param>
    public sealed record RoleAlreadyGranted(Role Role, string Region) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "role_already_granted";

        /// <inheritdoc />
        public override string Message => Invariant($"The account has the role {Code<Role>.Of(Role)} in '{Region}' already.");
    }

    /// <summary>The account does not have the role there.</summary>
    /// <param name="Role">The role.</param>
    /// <param name="Region">Where.</param>
    public sealed record RoleNotGranted(Role Role, string Region) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "role_not_granted";

        /// <inheritdoc />
        public override string Message => Invariant($"The account does not have the role {Code<Role>.Of(Role)} in '{Region}'. Look its roles up.");
    }

    /// <summary>Nobody would be left to manage accounts.</summary>
    public sealed record LastAdministrator : Refusal
    {
        /// <inheritdoc />
        public override string Code => "last_administrator";

        /// <inheritdoc />
        public override string Message => "This is the last administrator. Make another one first.";
    }
}
