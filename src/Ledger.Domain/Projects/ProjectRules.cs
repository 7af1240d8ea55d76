using Ledger.Domain.Entries;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;

namespace Ledger.Domain.Projects;

/// <summary>Which facts may follow which in the life of a project.</summary>
internal static class ProjectRules
{
    public static Refusal? Refuse(Project state, LedgerEvent @event) => (state, @event) switch
    {
        (_, not ProjectEvent) => new EntryRefusals.WrongKind(EventTypes.NameOf(@event), Project.StreamType),
        (Project.Unplanned, ProjectEvent.ProjectPlanned e) => Content(e),
        (Project.Unplanned, _) => new ProjectRefusals.ProjectNotPlanned(),
        (Project.Known, ProjectEvent.ProjectPlanned) => new ProjectRefusals.ProjectAlreadyPlanned(),
        (Project.Known p, ProjectEvent e) => Halted(p, e) ?? Content(e) ?? Step(p, e),
        _ => throw new InvalidOperationException($"No rule for {state.GetType().Name}."),
    };

    /// <summary>The step of the ladder at which a fact puts the project, or null for facts that are no step.</summary>
    public static Stage? StageReachedBy(ProjectEvent @event) => @event switch
    {
        ProjectEvent.PreliminaryWorksReported => Stage.PreliminaryWorks,
        ProjectEvent.SiteSelectionStarted or ProjectEvent.SiteSelected => Stage.SiteSelection,
        ProjectEvent.ProjectApproved => Stage.Approved,
        ProjectEvent.FeasibilityApproved => Stage.FeasibilityApproved,
        ProjectEvent.DrawingsSubmitted => Stage.DrawingsUnderReview,
        ProjectEvent.DrawingsApproved => Stage.DrawingsApproved,
        ProjectEvent.ConstructionStarted => Stage.UnderConstruction,
        ProjectEvent.FacilityBuilt or ProjectEvent.FacilityExpanded or ProjectEvent.FacilityRelocated
            or ProjectEvent.FacilityAcquired or ProjectEvent.ProjectCompleted => Stage.Built,
        ProjectEvent.FacilityOpened => Stage.InUse,
        _ => null,
    };

    private static Refusal? Halted(Project.Known p, ProjectEvent @event) => (p.Standing, @event) switch
    {
        (Standing.Cancelled, _) => new ProjectRefusals.ProjectIsCancelled(),
        (Standing.MergedAway, _) => new ProjectRefusals.ProjectIsMergedAway(),
        (Standing.Suspended, ProjectEvent.ProjectResumed or ProjectEvent.ProjectCancelled or ProjectEvent.FacilityMerged
            or ProjectEvent.ProjectRenamed or ProjectEvent.ScopeRevised or ProjectEvent.ScheduleRevised) => null,
        (Standing.Suspended, _) => new ProjectRefusals.ProjectIsSuspended(),
        (Standing.Active, ProjectEvent.ProjectResumed) => new ProjectRefusals.ProjectNotSuspended(),
        _ => null,
    };

    private static Refusal? Content(ProjectEvent @event) => @event switch
    {
        ProjectEvent.ProjectPlanned e => Unnamed(e.Name) ?? Order(e.Schedule),
        ProjectEvent.ProjectRenamed e => Unnamed(e.Name),
        ProjectEvent.ScheduleRevised e => Order(e.Schedule),
        ProjectEvent.ProgressReported e when !Percent.TryFrom(e.Percent, out _) => new ProjectRefusals.PercentOutOfRange(e.Percent),
        _ => null,
    };

    private static ProjectRefusals.NameRequired? Unnamed(string name) =>
        string.IsNullOrWhiteSpace(name) ? new ProjectRefusals.NameRequired() : null;

    private static Refusal? Order(Schedule schedule) =>
        schedule is { Start: { } start, End: { } end } && end.LastDay < start.FirstDay
            ? new ProjectRefusals.ScheduleEndsBeforeItStarts(start, end)
            : null;

    private static Refusal? Step(Project.Known p, ProjectEvent @event)
    {
        if (StageReachedBy(@event) is not { } next) return null;

        // Preliminary works lie anywhere between planned and drawings approved: seen later, they contradict nothing there.
        if (next == Stage.PreliminaryWorks && p.Reached < Stage.DrawingsApproved) return null;

        // Only what certainly happened later goes back: "began in 2020" does not contradict "built in 2020-09".
        var earliest = @event.Effective.Date.FirstDay;
        if (p.FirstBeyond(next) is { } beyond && earliest > beyond.On)
            return next == Stage.UnderConstruction
                ? new ProjectRefusals.CompletedBeforeStart(@event.Effective.On, p.Reached)
                : new ProjectRefusals.StageGoesBack(p.Reached, next);
        return p.StepTo(next) is { } taken && Repeats(taken, @event.Effective) ? new ProjectRefusals.StageAlreadyReached(next) : null;
    }

    // A document may see again what another saw or told before it, and what was seen may be told afterwards if its period
    // began by then. Completion is told from two sides, by the facility (built, expanded, …) and by the works (completed);
    // site selection begins and ends.
    private static bool Repeats(Step taken, EffectiveDate again) =>
        taken.Stage is not (Stage.PreliminaryWorks or Stage.SiteSelection or Stage.Built)
        && !again.Observed
        && !(taken.Observed && again.Date.FirstDay <= taken.On);
}
