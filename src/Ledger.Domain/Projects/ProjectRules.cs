using Ledger.Domain.Entries;
using Ledger.Domain.Quantities;

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
        if (next == Stage.UnderConstruction && p.Reached >= Stage.Built)
            return new ProjectRefusals.CompletedBeforeStart(@event.Effective.On, p.Reached);

        // Preliminary works lie anywhere between planned and drawings approved: seen later, they contradict nothing there.
        if (next == Stage.PreliminaryWorks && p.Reached < Stage.DrawingsApproved) return null;
        if (next < p.Reached) return new ProjectRefusals.StageGoesBack(p.Reached, next);

        // A building is opened, an expansion completed once; but a document may see again what another saw before it,
        // and completion is told from two sides: by the facility (built, expanded, …) and by the works (completed).
        return next == p.Reached && !@event.Effective.Observed && next is not (Stage.Built or Stage.SiteSelection)
            ? new ProjectRefusals.StageAlreadyReached(next)
            : null;
    }
}
