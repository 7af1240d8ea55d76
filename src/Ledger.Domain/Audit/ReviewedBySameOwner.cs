namespace Ledger.Domain.Audit;

/// <summary>One person stands behind the review and behind the entry that it is about: as its actor, or as the owner of the key that was.</summary>
/// <remarks>
/// Reason: nobody reviews their own, and the ledger refuses it where it knows. It does not know where an entry came in without
/// the owner of its key (from a program beside the API, or before owners were recorded) and where a review was written to the
/// log by such a program. Then the owner is whoever the key was issued to, as the ledger had it before the review.
/// </remarks>
internal sealed class ReviewedBySameOwner : IAuditFlag
{
    public string Name => "reviewed-by-same-owner";

    public bool Marks(AuditedEntry entry, AuditHistory history) =>
        entry.Reviews is not null && history.Reviewed is { } reviewed && Persons(entry).Intersect(Persons(reviewed)).Any();

    private static IEnumerable<string> Persons(AuditedEntry entry) => new[] { entry.Actor, entry.Owner }.OfType<string>();
}
