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
        _ => throw new InvalidOperationException($"No rule for {EventTypes.NameOf(@event)}."),
    };

    /// <inheritdoc />
    public static Plan Evolve(Plan state, Fact fact) => (state, fact.Event) switch
    {
        (Unpublished, PlanEvent.PlanPublished e) => new Published(e.Document),
        (Published, PlanEvent.PlanRevised e) => new Published(e.Document),
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
    public sealed record Published(PlanDocument Document) : Plan;
}
