using Ledger.Domain.Entries;

namespace Ledger.Domain.Findings;

/// <summary>Facts about one finding: what a document gets wrong. Stored bytes: see <see cref="LedgerEvent"/>.</summary>
public abstract record FindingEvent : LedgerEvent
{
    private FindingEvent() { }

    /// <summary>A rule found something that the document gets wrong or leaves open. Its place is the entry's source.</summary>
    [StoredAs("finding_raised")]
    public sealed record FindingRaised : FindingEvent
    {
        /// <summary>Code of the plan.</summary>
        public required string Plan { get; init; }

        /// <summary>Name of the rule: lower-case words joined by dashes.</summary>
        public required string Rule { get; init; }

        /// <summary>Stream of the plan, project or indicator that it concerns.</summary>
        public required string Subject { get; init; }

        /// <summary>What the document says.</summary>
        public required string Written { get; init; }

        /// <summary>What was expected instead.</summary>
        public required string Expected { get; init; }

        /// <summary>The other place, where two places contradict each other.</summary>
        public Source? Other { get; init; }
    }

    /// <summary>The finding holds no more: a revised package no longer says so.</summary>
    [StoredAs("finding_withdrawn")]
    public sealed record FindingWithdrawn : FindingEvent;
}
