using Ledger.Postgres.Audit;

namespace Ledger.Server.Audit;

/// <summary>One entry on the page.</summary>
/// <param name="Item">The entry.</param>
/// <param name="Name">What it is about, by name.</param>
internal sealed record AuditRow(AuditItem Item, string Name);

/// <summary>A plan that can be asked for.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Region">Its region.</param>
internal sealed record AuditPlan(string Code, string Region);

/// <summary>What the page of the audit shows.</summary>
/// <param name="Rows">The entries of this page.</param>
/// <param name="Position">Position up to which the log was looked through.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Plans">The plans that can be asked for.</param>
/// <param name="Hours">When people recorded what fits.</param>
/// <param name="Cut">Whether only the last part of the range was counted for them.</param>
internal sealed record AuditPageModel(
    IReadOnlyList<AuditRow> Rows, long Position, string? Next, IReadOnlyList<AuditPlan> Plans, IReadOnlyList<WritingHour> Hours, bool Cut);
