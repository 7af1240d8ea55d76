namespace Ledger.Domain.Audit;

/// <summary>The entry reports, corrects, voids or withdraws a figure of which an evaluation spoke that was recorded before; see <see cref="Plans.Evaluated"/>.</summary>
/// <remarks>
/// Reason: an evaluation says whether the plan was kept, by figures that were known then. Whoever changes one of them afterwards
/// changes what the evaluation would have said.
/// </remarks>
internal sealed class FigureChangedAfterEvaluation : IAuditFlag
{
    public string Name => "figure-changed-after-evaluation";

    public bool Marks(AuditedEntry entry, AuditHistory history) => entry.Evaluated is not null;
}
