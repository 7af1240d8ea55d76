using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;

namespace Ledger.Domain.Projects;

/// <summary>The state of a capital project.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "case")]
[JsonDerivedType(typeof(Unplanned), "unplanned")]
[JsonDerivedType(typeof(Known), "known")]
public abstract record Project : IAggregate<Project>
{
    private Project() { }

    /// <inheritdoc />
    public static string StreamType => "project";

    /// <inheritdoc />
    public static Project Initial { get; } = new Unplanned();

    /// <inheritdoc />
    public bool Exists => this is Known;

    /// <inheritdoc />
    public static Refusal? Refuse(Project state, LedgerEvent @event) => ProjectRules.Refuse(state, @event);

    /// <inheritdoc />
    public static Project Evolve(Project state, Fact fact) => (state, fact.Event) switch
    {
        (Unplanned, ProjectEvent.ProjectPlanned e) => new Known(
            e.Plan, e.Number, e.Name, e.Scope, e.Schedule, Stage.Planned, Standing.Active, null, null, null, e.StatusAsWritten, e.Source, []),
        (Known p, ProjectEvent e) => Evolve(p, e, fact) with { StatusAsWritten = e.StatusAsWritten ?? p.StatusAsWritten },
        _ => throw new ImpossibleHistoryException(state, fact),
    };

    private static Known Evolve(Known p, ProjectEvent @event, Fact fact) => @event switch
    {
        ProjectEvent.ProjectRenamed e => p with { Name = e.Name },
        ProjectEvent.ScopeRevised e => p with { Scope = e.Scope },
        ProjectEvent.ScheduleRevised e => p with { Schedule = e.Schedule },
        ProjectEvent.ProgressReported e => p with
        {
            Percent = Quantity.From<Percent>(e.Percent),
            InvestedTenThousandYuan = e.InvestedTenThousandYuan ?? p.InvestedTenThousandYuan,
        },
        ProjectEvent.ProjectSuspended => p with { Standing = Standing.Suspended },
        ProjectEvent.ProjectResumed => p with { Standing = Standing.Active },
        ProjectEvent.ProjectCancelled => p with { Standing = Standing.Cancelled },
        ProjectEvent.FacilityMerged => p with { Standing = Standing.MergedAway },
        ProjectEvent.ConstructionStarted e => p.Taking(Stage.UnderConstruction, e.Effective) with
        {
            // What was only seen as begun tells no day of beginning.
            ConstructionStartedOn = e.Effective.Observed ? p.ConstructionStartedOn : e.Effective.Date,
        },
        _ => p.Taking(ProjectRules.StageReachedBy(@event) ?? throw new ImpossibleHistoryException(p, fact), @event.Effective),
    };

    /// <summary>No plan names it yet.</summary>
    public sealed record Unplanned : Project;

    /// <summary>A project that a plan names.</summary>
    /// <param name="Plan">Code of the plan.</param>
    /// <param name="Number">The document's number.</param>
    /// <param name="Name">Its name now.</param>
    /// <param name="Scope">What is to be built.</param>
    /// <param name="Schedule">When.</param>
    /// <param name="Reached">The step of the ladder reached, whether or not it rests now.</param>
    /// <param name="Standing">Whether it goes on.</param>
    /// <param name="Percent">形象进度 last reported.</param>
    /// <param name="InvestedTenThousandYuan">Investment to date last reported.</param>
    /// <param name="ConstructionStartedOn">When construction began, where the ledger was told and it was not merely observed.</param>
    /// <param name="StatusAsWritten">The status in the last source's own words.</param>
    /// <param name="Source">Where the plan names it.</param>
    /// <param name="Steps">The steps of the ladder taken so far, lowest first, one for each stage told or seen.</param>
    public sealed record Known(
        string Plan,
        string? Number,
        string Name,
        Scope Scope,
        Schedule Schedule,
        Stage Reached,
        Standing Standing,
        Percent? Percent,
        TenThousandYuan? InvestedTenThousandYuan,
        ReducedDate? ConstructionStartedOn,
        string? StatusAsWritten,
        Source? Source,
        Sequence<Step> Steps) : Project
    {
        /// <summary>项目进展 as shown: the step reached, or the reason why it goes no further.</summary>
        public Stage Stage => Standing switch
        {
            Standing.Suspended => Stage.Suspended,
            Standing.Cancelled => Stage.Cancelled,
            Standing.MergedAway => Stage.MergedAway,
            _ => Reached,
        };

        /// <summary>The first step taken that leads beyond a stage.</summary>
        internal Step? FirstBeyond(Stage stage) => Steps.FirstOrDefault(step => step.Stage > stage);

        /// <summary>The step that led to a stage, if it was told or seen.</summary>
        internal Step? StepTo(Stage stage) => Steps.FirstOrDefault(step => step.Stage == stage);

        // A lower step may come later in the fold than a higher one where its date is known only to a period, or both are of
        // one day. It was taken by the day of the higher one, and the project stays where it is.
        internal Known Taking(Stage stage, EffectiveDate effective)
        {
            var step = StepTo(stage) is { } taken
                ? taken with { Observed = taken.Observed && effective.Observed }
                : new Step(stage, FirstBeyond(stage)?.On ?? effective.On, effective.Observed);
            return this with
            {
                Reached = stage > Reached ? stage : Reached,
                Steps = [.. Steps.Where(other => other.Stage < stage), step, .. Steps.Where(other => other.Stage > stage)],
            };
        }
    }
}
