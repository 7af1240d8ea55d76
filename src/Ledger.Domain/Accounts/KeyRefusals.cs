using Ledger.Domain.Entries;
using static System.FormattableString;

namespace Ledger.Domain.Accounts;

/// <summary>Why an entry about a key is refused.</summary>
public static class KeyRefusals
{
    /// <summary>The key has no name.</summary>
    public sealed record KeyNameRequired : Refusal
    {
        /// <inheritdoc />
        public override string Code => "key_name_required";

        /// <inheritdoc />
        public override string Message => "A key needs a name that says what it is for, of at most 100 characters.";
    }

    /// <summary>The key expires too early or too late.</summary>
    /// <param name="ExpiresOn">Its last day.</param>
    /// <param name="Earliest">The earliest last day allowed.</param>
    /// <param name="Latest">The latest one allowed.</param>
    public sealed record KeyExpiryOutOfRange(DateOnly ExpiresOn, DateOnly Earliest, DateOnly Latest) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "key_expiry_out_of_range";

        /// <inheritdoc />
        public override string Message => Invariant($"The key's last day {ExpiresOn:yyyy-MM-dd} must lie from {Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}.");
    }

    /// <summary>The key was issued before.</summary>
    public sealed record KeyAlreadyIssued : Refusal
    {
        /// <inheritdoc />
        public override string Code => "key_already_issued";

        /// <inheritdoc />
        public override string Message => "The key is issued already. Issue another one.";
    }

    /// <summary>There is no such key.</summary>
    public sealed record KeyNotIssued : Refusal
    {
        /// <inheritdoc />
        public override string Code => "key_not_issued";

        /// <inheritdoc />
        public override string Message => "There is no such key.";
    }

    /// <summary>The key was revoked before.</summary>
    public sealed record KeyIsRevoked : Refusal
    {
        /// <inheritdoc />
        public override string Code => "key_revoked";

        /// <inheritdoc />
        public override string Message => "The key is revoked already.";
    }

    /// <summary>The key would be allowed more than its owner.</summary>
    /// <param name="Role">The role that the owner does not have.</param>
    /// <param name="Region">Where the key was to have it.</param>
    public sealed record KeyBeyondOwner(Role Role, string Region) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "key_beyond_owner";

        /// <inheritdoc />
        public override string Message => Invariant($"The key's owner does not have the role {Code<Role>.Of(Role)} in '{Region}', so the key can't have it.");
    }

    /// <summary>The key's owner has no account that is in use.</summary>
    /// <param name="Owner">Name of the owner.</param>
    public sealed record KeyOwnerNotActive(string Owner) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "key_owner_not_active";

        /// <inheritdoc />
        public override string Message => Invariant($"There is no account '{Owner}' in use that could own a key.");
    }
}
