using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Plans;

/// <summary>The state of a plan.</summary>
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

/// <summary>Why an entry about a plan is refused.</summary>
public static class PlanRefusals
{
    /// <summary>The plan is not published on that day.</summary>
    public sealed record PlanNotPublished : Refusal
    {
        /// <inheritdoc />
        public override string Code => "plan_not_published";

        /// <inheritdoc />
        public override string Message => "The plan is not published on that day. Record 'plan_published' first.";
    }

    /// <summary>The plan was published before.</summary>
    public sealed record PlanAlreadyPublished : Refusal
    {
        /// <inheritdoc />
        public override string Code => "plan_already_published";

        /// <inheritdoc />
        public override string Message => "The plan is published already. Record 'plan_revised'.";
    }

    /// <summary>The plan's period ends before it starts.</summary>
    /// <param name="PeriodStart">Its first day.</param>
    /// <param name="PeriodEnd">Its last day.</param>
    public sealed record PeriodEndsBeforeItStarts(DateOnly PeriodStart, DateOnly PeriodEnd) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "period_ends_before_it_starts";

        /// <inheritdoc />
        public override string Message => $"The plan's period ends ({PeriodEnd:yyyy-MM-dd}) before it starts ({PeriodStart:yyyy-MM-dd}).";
    }
}
