namespace Ledger.Domain.Audit;

/// <summary>The entry was recorded after a period that it is about had been closed; see <see cref="Plans.Lateness"/>.</summary>
/// <remarks>
/// Reason: a closed period is one that others have counted on. What is reported of it later has a reason, and the reason is
/// what an auditor wants to read. It is marked by what stood when it was recorded; opening the period again takes nothing away.
/// </remarks>
internal sealed class InClosedPeriod : IAuditFlag
{
    public string Name => "in-closed-period";

    public bool Marks(AuditedEntry entry, AuditHistory history) => entry.Late is not null;
}
