using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Domain.Packages;

/// <summary>
/// What a package says about one thing at one place, whatever it says: two entries with equal statements are the same
/// statement at two times.
/// </summary>
/// <param name="About">What kind of statement it is.</param>
/// <param name="Which">What tells it from others of its kind in the stream.</param>
/// <param name="Place">Its place, without its words.</param>
internal sealed record Statement(string About, object? Which = null, Source? Place = null)
{
    /// <summary>The statement that an entry makes, revises or withdraws.</summary>
    public static Statement Of(LedgerEvent @event) => @event switch
    {
        PlanEvent => new("document"),
        ProjectEvent.ProjectCancelled or IndicatorEvent.IndicatorRetired => new("end"),
        ProjectEvent.ProjectPlanned or ProjectEvent.ProjectRenamed or ProjectEvent.ScopeRevised or ProjectEvent.ScheduleRevised => new("project"),
        ProjectEvent e => new("step", EventTypes.NameOf(e), PlaceOf(e)),
        IndicatorEvent.IndicatorDefined or IndicatorEvent.IndicatorRevised => new("definition"),
        IndicatorEvent.BaselineRecorded e => Figure(PointKind.Baseline, e.Figure, e),
        IndicatorEvent.TargetSet e => Figure(PointKind.Target, e.Figure, e),
        IndicatorEvent.TargetRevised e => Figure(PointKind.Target, e.Figure, e),
        IndicatorEvent.ValueReported e => Figure(PointKind.Actual, e.Figure, e),
        IndicatorEvent.FigureWithdrawn e => new("figure", (e.Kind, e.Period, e.Bound), PlaceOf(e)),
        IndicatorEvent.ChangeStated e => new("change", (e.From, e.To), PlaceOf(e)),
        IndicatorEvent.ChangeWithdrawn e => new("change", (e.From, e.To), PlaceOf(e)),
        FindingEvent => new("finding"),
        _ => throw new ArgumentOutOfRangeException(nameof(@event), EventTypes.NameOf(@event), "No package says so."),
    };

    /// <summary>What an entry says, to be compared with what another entry of the same statement says; null for a withdrawal.</summary>
    public static object? Content(LedgerEvent @event) => @event switch
    {
        PlanEvent.PlanPublished e => e.Document,
        PlanEvent.PlanRevised e => e.Document,
        IndicatorEvent.IndicatorDefined e => (e.Definition, e.Source),
        IndicatorEvent.IndicatorRevised e => (e.Definition, e.Source),
        IndicatorEvent.BaselineRecorded e => (e.Figure, e.Source),
        IndicatorEvent.TargetSet e => (e.Figure, e.Source),
        IndicatorEvent.TargetRevised e => (e.Figure, e.Source),
        IndicatorEvent.ValueReported e => (e.Figure, e.Source),
        IndicatorEvent.ChangeStated e => (e.Value, e.AsWritten, e.Unit, e.Source),
        FindingEvent.FindingRaised e => (e.Rule, e.Subject, e.Written, e.Expected, e.Source, e.Other),
        IndicatorEvent.FigureWithdrawn or IndicatorEvent.ChangeWithdrawn or FindingEvent.FindingWithdrawn => null,
        _ => throw new ArgumentOutOfRangeException(nameof(@event), EventTypes.NameOf(@event), "This has no content of its own."),
    };

    private static Statement Figure(PointKind kind, Figure figure, LedgerEvent @event) =>
        new("figure", (kind, figure.Period, figure.Bound), PlaceOf(@event));

    private static Source? PlaceOf(LedgerEvent @event) => @event.Source is { } source ? source with { Evidence = null } : null;
}
