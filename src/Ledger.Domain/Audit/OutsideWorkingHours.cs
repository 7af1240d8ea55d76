namespace Ledger.Domain.Audit;

/// <summary>Recorded before 8:00, from 18:00 on, on a Saturday or a Sunday, in Asia/Shanghai; not by the program itself.</summary>
/// <remarks>
/// Reason: a stolen session or key is used when its owner does not look. Overtime before a deadline looks the same, so the flag
/// says something together with others. Public holidays and the working weekends that make up for them are announced year by
/// year and are not known to the rule.
/// </remarks>
internal sealed class OutsideWorkingHours : IAuditFlag
{
    private const int Opens = 8;
    private const int Closes = 18;

    public string Name => "outside-working-hours";

    public bool Marks(AuditedEntry entry, AuditHistory history)
    {
        if (entry.BySystem) return false;
        var local = ShanghaiTime.In(entry.RecordedAt);
        return local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || local.Hour is < Opens or >= Closes;
    }
}
