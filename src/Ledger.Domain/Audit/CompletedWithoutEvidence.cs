using Ledger.Domain.Entries;
using Ledger.Domain.Projects;

namespace Ledger.Domain.Audit;

/// <summary>The entry says that something was built, and within 30 days of its recording no evidence of it was attached.</summary>
/// <remarks>
/// Reason: what is built has an acceptance certificate or can at least be photographed. Evidence is attached by a further entry,
/// so no completion has any when it is recorded. It is given 30 days, the rhythm of reporting: the flag comes when the ledger
/// has recorded anything at all after them, and from then on it stays, whatever is attached later. A completion that was voided
/// or corrected within the 30 days claims nothing any more; the correction has 30 days of its own. A published document is
/// itself the evidence of what it says.
/// </remarks>
public sealed class CompletedWithoutEvidence : IAuditFlag
{
    /// <summary>How long evidence may take.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    /// <summary>Stored names of the facts that say that something was built.</summary>
    public static IReadOnlyList<string> Completions { get; } =
    [
        .. EventTypes.All.Where(type => type.Value == typeof(ProjectEvent.ProjectCompleted) || type.Value == typeof(ProjectEvent.FacilityBuilt)
            || type.Value == typeof(ProjectEvent.FacilityExpanded) || type.Value == typeof(ProjectEvent.FacilityRelocated)
            || type.Value == typeof(ProjectEvent.FacilityAcquired) || type.Value == typeof(ProjectEvent.FacilityOpened)).Select(type => type.Key),
    ];

    /// <inheritdoc />
    public string Name => "completed-without-evidence";

    /// <summary>Whether the flag asks about an entry at all.</summary>
    public static bool Concerns(AuditedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Actor != Review.ImportActor && entry.Fact is { } fact && Completions.Contains(fact);
    }

    /// <inheritdoc />
    public bool Marks(AuditedEntry entry, AuditHistory history)
    {
        if (!Concerns(entry) || history.KnownAt is not { } known) return false;
        var end = entry.RecordedAt + Grace;
        return known > end && !history.AnsweredAt.Any(at => at <= end);
    }
}
