using System.Diagnostics;

namespace Ledger.Domain.Audit;

/// <summary>What a project's stream said about its progress when an entry was recorded: neither voided nor corrected by then.</summary>
internal static class StandingProgress
{
    /// <summary>The reports that stood beside the entry, those it corrects left out; in no order.</summary>
    public static IEnumerable<AuditedEntry> Beside(AuditedEntry entry, AuditHistory history)
    {
        Debug.Assert(history.Earlier.All(one => one.Position < entry.Position), "Only what came before counts.");
        var standing = new Dictionary<long, AuditedEntry>();
        foreach (var one in history.Earlier.TakeLast(AuditHistory.Depth).Append(entry))
        {
            // What is undone may lie before the entries that are looked at, or may never have been a report.
            if (one.Undoes is { } undone) standing.Remove(undone);
            if (one != entry && one is { Percent: not null, HoldsFrom: not null }) standing.Add(one.Position, one);
        }

        return standing.Values;
    }

    /// <summary>Whether <paramref name="other"/> comes before <paramref name="entry"/> in the world; on one day what was recorded first does.</summary>
    public static bool Precedes(AuditedEntry other, AuditedEntry entry) =>
        (other.HoldsFrom!.Value, other.Position).CompareTo((entry.HoldsFrom!.Value, entry.Position)) < 0;
}
