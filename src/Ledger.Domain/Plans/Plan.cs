using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Plans;

/// <summary>The state of a plan.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "case")]
[JsonDerivedType(typeof(Unpublished), "unpublished")]
[JsonDerivedType(typeof(Published), "published")]
public abstract record Plan : IAggregate<Plan>
{
    private Plan() { }

    /// <inheritdoc />
    public static string StreamType => "plan";

    /// <inheritdoc />
    public static Plan Initial { get; } = new Unpublished();

    /// <inheritdoc />
    public bool Exists => this is Published;

    /// <inheritdoc />
    public static Refusal? Refuse(Plan state, LedgerEvent @event) => (state, @event) switch
    {
        (_, not PlanEvent) => new EntryRefusals.WrongKind(EventTypes.NameOf(@event), StreamType),
        (Unpublished, PlanEvent.PlanPublished e) => PeriodOf(e.Document),
        (Unpublished, _) => new PlanRefusals.PlanNotPublished(),
        (Published, PlanEvent.PlanPublished) => new PlanRefusals.PlanAlreadyPublished(),
        (Published, PlanEvent.PlanRevised e) => PeriodOf(e.Document),
        (Published p, PlanEvent.PeriodClosed e) => Closing.Refuse(p, e),
        (Published p, PlanEvent.EvaluationIssued e) => Evaluated.Refuse(p, e),
        _ => throw new InvalidOperationException($"No rule for {EventTypes.NameOf(@event)}."),
    };

    /// <inheritdoc />
    public static Plan Evolve(Plan state, Fact fact) => (state, fact.Event) switch
    {
        (Unpublished, PlanEvent.PlanPublished e) => new Published(e.Document),
        (Published p, PlanEvent.PlanRevised e) => p with { Document = e.Document },
        (Published p, PlanEvent.PeriodClosed e) => p with { Closed = p.Closed.With(e.Period) },
        (Published p, PlanEvent.EvaluationIssued e) => p with { Evaluations = p.Evaluations.With(new Evaluation(e.Kind, e.Through)) },
        _ => throw new ImpossibleHistoryException(state, fact),
    };

    private static PlanRefusals.PeriodEndsBeforeItStarts? PeriodOf(PlanDocument document) =>
        document.PeriodEnd < document.PeriodStart
            ? new PlanRefusals.PeriodEndsBeforeItStarts(document.PeriodStart, document.PeriodEnd)
            : null;

    /// <summary>Not published yet.</summary>
    public sealed record Unpublished : Plan;

    /// <summary>Published.</summary>
    /// <param name="Document">The document as last revised.</param>
    /// <param name="Closed">关账: the periods that are closed, in the order of closing.</param>
    /// <param name="Evaluations">The reports issued, in their order.</param>
    public sealed record Published(PlanDocument Document, Sequence<ReducedDate> Closed = default, Sequence<Evaluation> Evaluations = default) : Plan;
}
