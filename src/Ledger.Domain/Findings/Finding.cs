using Ledger.Domain.Entries;
using Ledger.Domain.Time;

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

/// <summary>The state of a finding.</summary>
public abstract record Finding : IAggregate<Finding>
{
    private Finding() { }

    /// <inheritdoc />
    public static string StreamType => "finding";

    /// <inheritdoc />
    public static Finding Initial { get; } = new None();

    /// <inheritdoc />
    public bool Exists => this is not None;

    /// <inheritdoc />
    public static Refusal? Refuse(Finding state, LedgerEvent @event) => (state, @event) switch
    {
        (_, not FindingEvent) => new EntryRefusals.WrongKind(EventTypes.NameOf(@event), StreamType),
        (None, FindingEvent.FindingRaised) or (Withdrawn, FindingEvent.FindingRaised) or (Open, FindingEvent.FindingWithdrawn) => null,
        (Open, FindingEvent.FindingRaised) => new FindingRefusals.FindingAlreadyOpen(),
        _ => new FindingRefusals.FindingNotOpen(),
    };

    /// <inheritdoc />
    public static Finding Evolve(Finding state, Fact fact) => (state, fact.Event) switch
    {
        (None or Withdrawn, FindingEvent.FindingRaised e) => new Open(e.Plan, e.Rule, e.Subject, e.Written, e.Expected, e.Source, e.Other),
        (Open f, FindingEvent.FindingWithdrawn) => new Withdrawn(f),
        _ => throw new ImpossibleHistoryException(state, fact),
    };

    /// <summary>Nothing found.</summary>
    public sealed record None : Finding;

    /// <summary>Found, and standing.</summary>
    /// <param name="Plan">Code of the plan.</param>
    /// <param name="Rule">Name of the rule.</param>
    /// <param name="Subject">Stream that it concerns.</param>
    /// <param name="Written">What the document says.</param>
    /// <param name="Expected">What was expected instead.</param>
    /// <param name="Source">Where the document says so.</param>
    /// <param name="Other">The other place, where two contradict each other.</param>
    public sealed record Open(
        string Plan, string Rule, string Subject, string Written, string Expected, Source? Source, Source? Other) : Finding;

    /// <summary>Found once, but gone with a revision.</summary>
    /// <param name="Last">What it was.</param>
    public sealed record Withdrawn(Open Last) : Finding;
}

/// <summary>Why an entry about a finding is refused.</summary>
public static class FindingRefusals
{
    /// <summary>The finding is open already.</summary>
    public sealed record FindingAlreadyOpen : Refusal
    {
        /// <inheritdoc />
        public override string Code => "finding_already_open";

        /// <inheritdoc />
        public override string Message => "The finding stands already.";
    }

    /// <summary>The finding is not open on that day.</summary>
    public sealed record FindingNotOpen : Refusal
    {
        /// <inheritdoc />
        public override string Code => "finding_not_open";

        /// <inheritdoc />
        public override string Message => "The finding does not stand on that day, so it can't be withdrawn.";
    }
}
