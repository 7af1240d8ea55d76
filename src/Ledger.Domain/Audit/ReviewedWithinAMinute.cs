namespace Ledger.Domain.Audit;

/// <summary>The review came less than a minute after the entry that it is about was recorded.</summary>
/// <remarks>
/// Reason: nobody has looked at a site, a certificate or even the entry itself within a minute. Recorder and reviewer sat
/// together, or are one. Nothing is refused: a reviewer may have waited for just this entry.
/// </remarks>
internal sealed class ReviewedWithinAMinute : IAuditFlag
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public string Name => "reviewed-within-a-minute";

    public bool Marks(AuditedEntry entry, AuditHistory history) =>
        entry.Reviews is not null && history.Reviewed is { } reviewed && entry.RecordedAt - reviewed.RecordedAt < Minute;
}
