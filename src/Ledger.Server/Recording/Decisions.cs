using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Decision = Ledger.Domain.Entries.Decision;

namespace Ledger.Server.Recording;

/// <summary>The streams that people record on: what the domain decides about them, and which plans they belong to.</summary>
internal static class Decisions
{
    /// <summary>The kinds of streams whose entries are shown, voided, corrected and reviewed by their positions. Everything else (findings, accounts) has doors of its own.</summary>
    public static bool IsOpen(string stream) => StreamName.TypeOf(stream) is "project" or "indicator";

    /// <summary>Whether an entry is one that a reviewer made about a plan. Who makes it voids it, and nobody reviews it.</summary>
    public static bool IsReviewersOwn(StoredEntry entry) => IsAboutPlan(entry)
        && EventTypes.Find(entry.Type) is { } type && (type == typeof(PlanEvent.PeriodClosed) || type == typeof(PlanEvent.EvaluationIssued));

    /// <summary>Whether an entry is about a plan itself. Those of the published document are nobody's but the import's to change.</summary>
    public static bool IsAboutPlan(StoredEntry entry) => StreamName.TypeOf(entry.Stream) == Plan.StreamType;

    /// <summary>Decides about one entry.</summary>
    public static Decision Decide(string stream, IReadOnlyList<Recorded> entries, LedgerEvent @event, DateOnly today, Author by) => StreamName.TypeOf(stream) switch
    {
        "project" => Domain.Entries.Recording.Decide<Project>(entries, @event, today, by),
        "indicator" => Domain.Entries.Recording.Decide<Indicator>(entries, @event, today, by),
        "plan" => Domain.Entries.Recording.Decide<Plan>(entries, @event, today, by),
        var type => throw new ArgumentOutOfRangeException(nameof(stream), type, "Nothing is recorded there over HTTP."),
    };

    /// <summary>
    /// The plans whose regions an entry concerns: those that the stream's facts name and the one that the entry names. Usually
    /// one; two where a project is put from one plan into another, which needs the right in both.
    /// </summary>
    public static IReadOnlyList<string> PlansOf(string stream, IReadOnlyList<Recorded> entries, LedgerEvent? @event)
    {
        if (StreamName.TypeOf(stream) == Plan.StreamType) return [StreamName.IdOf(stream)];
        var named = Fold.Facts(entries).Select(fact => PlanOf(fact.Event)).Append(PlanOf(@event)).OfType<string>().Distinct().ToList();
        // Where everything was voided, the stream still belongs where it was.
        return named.Count > 0 ? named : [.. entries.Select(entry => PlanOf(entry.Event)).OfType<string>().TakeLast(1)];
    }

    /// <summary>The region of a plan as last revised; null where it is not published.</summary>
    public static string? RegionOf(IReadOnlyList<Recorded> plan) =>
        (Fold.State<Plan>(plan, DateOnly.MaxValue) as Plan.Published)?.Document.Region;

    private static string? PlanOf(LedgerEvent? @event) => @event switch
    {
        ProjectEvent.ProjectPlanned e => e.Plan,
        IndicatorEvent.IndicatorDefined e => e.Definition.Plan,
        IndicatorEvent.IndicatorRevised e => e.Definition.Plan,
        EntryEvent.EntryCorrected e => PlanOf(e.Replacement),
        _ => null,
    };
}
