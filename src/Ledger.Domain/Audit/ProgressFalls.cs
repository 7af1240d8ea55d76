namespace Ledger.Domain.Audit;

/// <summary>The report is below the last one before its day, or above the next one after it.</summary>
/// <remarks>
/// Reason: what is built stays built. Progress that falls says that the earlier figure was too high, or that something was torn
/// down: both want a word of explanation. A report dated between two others is held against both.
/// </remarks>
internal sealed class ProgressFalls : IAuditFlag
{
    public string Name => "progress-falls";

    public bool Marks(AuditedEntry entry, AuditHistory history)
    {
        if (entry is not { Percent: not null, HoldsFrom: not null }) return false;
        var sides = StandingProgress.Beside(entry, history).ToLookup(other => StandingProgress.Precedes(other, entry));
        return sides[true].MaxBy(Order)?.Percent > entry.Percent || sides[false].MinBy(Order)?.Percent < entry.Percent;
    }

    private static (DateOnly, long) Order(AuditedEntry entry) => (entry.HoldsFrom!.Value, entry.Position);
}
