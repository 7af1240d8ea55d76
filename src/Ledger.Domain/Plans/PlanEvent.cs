using Ledger.Domain.Entries;

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
}
