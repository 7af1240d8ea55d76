using Ledger.Domain.Audit;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.Audit;

/// <summary>An entry as an auditor sees it.</summary>
/// <param name="Stored">The entry as the log holds it.</param>
/// <param name="Audited">The entry as flags see it.</param>
/// <param name="Effective">业务日期; of a correction that of its replacement; null where it can't be read.</param>
/// <param name="Source">来源.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="Flags">Names of the flags that it bears.</param>
public sealed record AuditLine(
    StoredEntry Stored, AuditedEntry Audited, EffectiveDate? Effective, Source? Source, string? Reason, IReadOnlyList<string> Flags);

/// <summary>A page of the audit.</summary>
/// <param name="Lines">Its entries.</param>
/// <param name="LookedUpTo">The last position that was looked at, where there may be more beyond it; null where there is no more.</param>
public sealed record AuditPage(IReadOnlyList<AuditLine> Lines, long? LookedUpTo);
