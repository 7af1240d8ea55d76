namespace Ledger.Domain.Audit;

/// <summary>
/// What was in the ledger before an entry, as far as flags need it. Nothing later is: an entry's flags are the same whenever
/// somebody asks.
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
}
