namespace Ledger.Domain.Audit;

/// <summary>
/// What was in the ledger before an entry, as far as flags need it. Nothing later is, but for the 30 days that evidence may
/// take: so no flag is ever taken away from an entry.
/// </summary>
/// <param name="earlier">Entries of the same stream that report progress, correct or void; oldest first.</param>
/// <param name="undone">The entry that this one voids or corrects; null if it does neither.</param>
/// <param name="burstBegan">
/// Recorded time of the entry that is <see cref="Burst.Most"/> before this one among those of its actor; null where there is none.
/// </param>
public sealed class AuditHistory(IReadOnlyList<AuditedEntry> earlier, AuditedEntry? undone = null, DateTimeOffset? burstBegan = null)
{
    /// <summary>Of how many earlier entries of a stream <see cref="Earlier"/> must hold the last ones: what came before them is not looked at.</summary>
    /// <remarks>A bound, so that a stream of any length costs the same. A project has some dozen such entries in its life.</remarks>
    public const int Depth = 100;

    /// <summary>Entries of the same stream that report progress, correct or void; oldest first.</summary>
    public IReadOnlyList<AuditedEntry> Earlier { get; } = earlier;

    /// <summary>The entry that this one voids or corrects.</summary>
    public AuditedEntry? Undone { get; } = undone;

    /// <summary>When the actor's entry <see cref="Burst.Most"/> before this one was recorded.</summary>
    public DateTimeOffset? BurstBegan { get; } = burstBegan;

    /// <summary>The entry that this one reviews.</summary>
    public AuditedEntry? Reviewed { get; init; }

    /// <summary>记录时间 of the last entry of the ledger as it is asked about.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>When evidence that stood at the end of <see cref="CompletedWithoutEvidence.Grace"/> was attached to this entry, or the entry itself voided or corrected.</summary>
    public IReadOnlyList<DateTimeOffset> AnsweredAt { get; init; } = [];
}
