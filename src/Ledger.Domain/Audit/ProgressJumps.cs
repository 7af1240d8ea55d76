namespace Ledger.Domain.Audit;

/// <summary>With this report, progress rises by more than 30 points within 30 days of effective time.</summary>
/// <remarks>
/// Reason: a school takes one to two years to build, which is 4 to 8 points a month. A third of the works within a month is
/// either months of silence made up for at once, or a figure made to meet a target. Held against every report of the 30 days
/// before and after, so that neither small steps nor a back-dated one hide it. A first report has nothing to jump from.
/// </remarks>
internal sealed class ProgressJumps : IAuditFlag
{
    private const int Days = 30;
    private const decimal Points = 30;

    public string Name => "progress-jumps";

    public bool Marks(AuditedEntry entry, AuditHistory history) =>
        entry is { Percent: not null, HoldsFrom: not null } && StandingProgress.Beside(entry, history).Any(other => StandingProgress.Precedes(other, entry)
            ? Jumps(other, entry)
            : Jumps(entry, other));

    private static bool Jumps(AuditedEntry before, AuditedEntry after) =>
        after.HoldsFrom!.Value.DayNumber - before.HoldsFrom!.Value.DayNumber <= Days && after.Percent - before.Percent > Points;
}
