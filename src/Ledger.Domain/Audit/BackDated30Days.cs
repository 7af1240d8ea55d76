using Ledger.Domain.Entries;

namespace Ledger.Domain.Audit;

/// <summary>
/// The fact holds from a day more than 30 days before the day on which it was recorded, in Asia/Shanghai.
/// </summary>
/// <remarks>
/// Reason: progress is reported monthly, so within 30 days everybody has had the occasion to say it. What comes later changes a
/// picture that others have already used, be it forgotten, found out late, or made to fit. An import is no such case: a
/// document of 2022 states what it states, whenever the ledger first reads it.
/// </remarks>
internal sealed class BackDated30Days : IAuditFlag
{
    private const int Days = 30;

    public string Name => "back-dated-30-days";

    public bool Marks(AuditedEntry entry, AuditHistory history) =>
        !Review.IsPublication(entry.Actor) && entry.HoldsFrom is { } day && ShanghaiTime.DayOf(entry.RecordedAt).DayNumber - day.DayNumber > Days;
}
