using Ledger.Domain.Simulations;

namespace Ledger.Domain.Entries;

/// <summary>审核: which entries a reviewer may confirm or reject, and which need nobody's word.</summary>
public static class Review
{
    /// <summary>The actor of what is read from published documents, which counts as confirmed: the publication is the confirmation.</summary>
    public const string ImportActor = "system:import";

    /// <summary>Whether an entry counts as confirmed without a review.</summary>
    public static bool IsPublished(Recorded entry) => IsPublication(entry.Actor);

    /// <summary>Whether an actor records what a document publishes: an import, or the simulated district its fictional plan.</summary>
    public static bool IsPublication(string? actor) => actor is ImportActor or Simulated.Actor;

    /// <summary>Why an author can't give a verdict on an entry, or <see langword="null"/>.</summary>
    internal static Refusal? Refuse(IReadOnlyList<Recorded> stream, EntryEvent.EntryReviewed review, Author by)
    {
        if (stream.FirstOrDefault(entry => entry.Position == review.Position) is not { } target) return new EntryRefusals.EntryNotFound(review.Position);
        if (target.Event is EntryEvent.EntryReviewed) return new EntryRefusals.ReviewStands(review.Position);
        if (Recording.UndoneBy(stream, review.Position) is { } undone) return new EntryRefusals.EntryAlreadyVoided(review.Position, undone.Position);
        if (IsPublished(target)) return new EntryRefusals.NeedsNoReview(review.Position);
        return Own(target, by) ?? Repeated(stream, review) ?? Unreasoned(review);
    }

    // Nobody reviews their own, through whatever key: the owner is the one at the time of recording.
    private static Refusal? Own(Recorded target, Author by)
    {
        if (target.Actor == by.Actor) return new EntryRefusals.OwnEntry(target.Position);
        var owner = target.Owner ?? target.Actor;
        return owner == by.Owner || owner == by.Actor || target.Actor == by.Owner ? new EntryRefusals.SameOwner(target.Position, owner) : null;
    }

    private static Refusal? Repeated(IReadOnlyList<Recorded> stream, EntryEvent.EntryReviewed review) =>
        stream.LastOrDefault(entry => entry.Event is EntryEvent.EntryReviewed earlier && earlier.Position == review.Position) is { } last
            && ((EntryEvent.EntryReviewed)last.Event).Verdict == review.Verdict
                ? new EntryRefusals.AlreadyReviewed(review.Position, last.Position, review.Verdict)
                : null;

    private static Refusal? Unreasoned(EntryEvent.EntryReviewed review) =>
        review.Verdict == Verdict.Rejected && string.IsNullOrWhiteSpace(review.Reason) ? new EntryRefusals.ReasonRequired() : null;
}
