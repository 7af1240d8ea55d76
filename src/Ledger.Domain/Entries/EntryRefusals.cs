using static System.FormattableString;

namespace Ledger.Domain.Entries;

/// <summary>Refusals that any stream can give.</summary>
public static class EntryRefusals
{
    /// <summary>The effective date lies further ahead than tomorrow.</summary>
    /// <param name="EffectiveOn">The day from which the entry would hold.</param>
    /// <param name="Latest">The last day allowed.</param>
    public sealed record EffectiveInFuture(DateOnly EffectiveOn, DateOnly Latest) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "effective_in_future";

        /// <inheritdoc />
        public override string Message =>
            Invariant($"The entry would hold from {EffectiveOn:yyyy-MM-dd}; the latest day allowed is {Latest:yyyy-MM-dd}. Record it once it has happened.");
    }

    /// <summary>No entry of the stream stands at that position.</summary>
    /// <param name="Position">The position asked for.</param>
    public sealed record EntryNotFound(long Position) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "entry_not_found";

        /// <inheritdoc />
        public override string Message => Invariant($"There is no entry at position {Position} in this stream. Look the position up in its entries.");
    }

    /// <summary>The entry was voided or corrected before.</summary>
    /// <param name="Position">The entry.</param>
    /// <param name="By">Position of the entry that voided or corrected it.</param>
    public sealed record EntryAlreadyVoided(long Position, long By) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "entry_already_voided";

        /// <inheritdoc />
        public override string Message => Invariant($"The entry at {Position} was voided or corrected by the entry at {By}. Name that one, or record the fact anew.");
    }

    /// <summary>A voiding can't itself be voided or corrected.</summary>
    /// <param name="Position">The voiding.</param>
    public sealed record VoidOfVoid(long Position) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "void_of_void";

        /// <inheritdoc />
        public override string Message => Invariant($"The entry at {Position} voids another and can't be voided or corrected. Record the fact anew.");
    }

    /// <summary>Voiding, correcting and rejecting need a reason.</summary>
    public sealed record ReasonRequired : Refusal
    {
        /// <inheritdoc />
        public override string Code => "reason_required";

        /// <inheritdoc />
        public override string Message => "An entry that voids, corrects or rejects another needs a reason: say why.";
    }

    /// <summary>The replacement speaks of another entry itself instead of the world.</summary>
    /// <param name="Type">Stored name of the replacement.</param>
    public sealed record NotAReplacement(string Type) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "not_a_replacement";

        /// <inheritdoc />
        public override string Message => Invariant($"'{Type}' can't replace an entry here. Give a fact of the same kind of thing.");
    }

    /// <summary>The fact belongs to another kind of stream.</summary>
    /// <param name="Type">Stored name of the event.</param>
    /// <param name="StreamType">Kind of the stream.</param>
    public sealed record WrongKind(string Type, string StreamType) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "wrong_kind";

        /// <inheritdoc />
        public override string Message => Invariant($"'{Type}' can't be recorded on a {StreamType}.");
    }

    /// <summary>A review can't be voided, corrected or itself reviewed.</summary>
    /// <param name="Position">The review.</param>
    public sealed record ReviewStands(long Position) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "review_stands";

        /// <inheritdoc />
        public override string Message => Invariant($"The entry at {Position} is a review. Review the entry that it is about once more: the last word counts.");
    }

    /// <summary>The entry was read from a published document.</summary>
    /// <param name="Position">The entry.</param>
    public sealed record NeedsNoReview(long Position) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "needs_no_review";

        /// <inheritdoc />
        public override string Message => Invariant($"The entry at {Position} was read from a published document and counts as confirmed. If it is wrong, correct or void it.");
    }

    /// <summary>Nobody reviews what they recorded themselves.</summary>
    /// <param name="Position">The entry.</param>
    public sealed record OwnEntry(long Position) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "own_entry";

        /// <inheritdoc />
        public override string Message => Invariant($"The entry at {Position} is your own. Somebody else must review it.");
    }

    /// <summary>The same person stands behind the entry and the review.</summary>
    /// <param name="Position">The entry.</param>
    /// <param name="Owner">The person.</param>
    public sealed record SameOwner(long Position, string Owner) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "same_owner";

        /// <inheritdoc />
        public override string Message => Invariant($"'{Owner}' stands behind the entry at {Position} and behind this review. Somebody else must review it.");
    }

    /// <summary>The last review of the entry said the same.</summary>
    /// <param name="Position">The entry.</param>
    /// <param name="By">Position of that review.</param>
    /// <param name="Verdict">What it said.</param>
    public sealed record AlreadyReviewed(long Position, long By, Verdict Verdict) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "already_reviewed";

        /// <inheritdoc />
        public override string Message => Invariant($"The entry at {Position} is {Code<Verdict>.Of(Verdict)} by the entry at {By} already.");
    }
}
