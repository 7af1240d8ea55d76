using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Findings;

/// <summary>The state of a finding.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "case")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
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
