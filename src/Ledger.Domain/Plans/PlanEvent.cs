using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Plans;

/// <summary>Facts about one plan. Stored bytes: see <see cref="LedgerEvent"/>.</summary>
public abstract record PlanEvent : LedgerEvent
{
    private PlanEvent() { }

    /// <summary>印发: the plan was published.</summary>
    [StoredAs("plan_published")]
    public sealed record PlanPublished : PlanEvent
    {
        /// <summary>The document.</summary>
        public required PlanDocument Document { get; init; }
    }

    /// <summary>修订: the plan was revised; the whole document as it is now.</summary>
    [StoredAs("plan_revised")]
    public sealed record PlanRevised : PlanEvent
    {
        /// <summary>The document from now on.</summary>
        public required PlanDocument Document { get; init; }
    }

    /// <summary>关账: a period of the plan was closed. What is recorded later and holds within it needs a reason and is late; see <see cref="Lateness"/>.</summary>
    /// <remarks>It holds from the day on which it is recorded, the period being over by then. Voiding it opens the period again.</remarks>
    [StoredAs("period_closed")]
    public sealed record PeriodClosed : PlanEvent
    {
        /// <summary>The month, quarter or year.</summary>
        public required ReducedDate Period { get; init; }
    }

    /// <summary>评估: the report that the plan owes was issued. Its source is the report.</summary>
    [StoredAs("evaluation_issued")]
    public sealed record EvaluationIssued : PlanEvent
    {
        /// <summary>Which report.</summary>
        public required EvaluationKind Kind { get; init; }

        /// <summary>Up to when it speaks: a year for that year's report, the day or month on which its figures end for others.</summary>
        public required ReducedDate Through { get; init; }
    }
}
