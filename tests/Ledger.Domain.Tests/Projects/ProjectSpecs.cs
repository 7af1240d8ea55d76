using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;
using Ledger.Testing.Specs;
using Shouldly;
using static Ledger.Domain.Projects.ProjectEvent;

namespace Ledger.Domain.Tests.Projects;

/// <summary>The facts that specs about projects speak of.</summary>
public abstract class ProjectSpecs : Specs<Project>
{
    protected static Source Wuxi { get; } = new("wuxi-145", "第四章", "专栏4", "3", Evidence: "白马小学迁建工程");

    protected static Scope Scope { get; } = new(
        Category.Compulsory, Nature.Relocation, "迁建", ["城厢镇"], "白马小学", new Scale(Quantity.From<SquareMetres>(30500m), Quantity.From<Mu>(60m)), "区教委");

    protected static Schedule Schedule { get; } = new(ReducedDate.OfYear(2021), ReducedDate.OfYear(2025), "2021—2025", true);

    /// <summary>Planned at the start of 2021, before everything that the specs tell.</summary>
    protected static ProjectPlanned Planned { get; } = PlannedOn("2021-01-01");

    protected static ProjectPlanned PlannedOn(string date) => new()
    {
        Effective = On(date), Plan = "wuxi-145", Number = "3", Name = "白马小学迁建工程", Scope = Scope, Schedule = Schedule, Source = Wuxi,
    };

    protected static ProjectRenamed RenamedOn(string date, string name) => new() { Effective = On(date), Name = name };

    protected static PreliminaryWorksReported PreliminaryWorksOn(string date) => new() { Effective = On(date) };

    protected static SiteSelectionStarted SiteSelectionStartedOn(string date) => new() { Effective = On(date) };

    protected static SiteSelected SiteSelectedOn(string date) => new() { Effective = On(date) };

    protected static ProjectApproved ApprovedOn(string date) => new() { Effective = On(date) };

    protected static FeasibilityApproved FeasibilityApprovedOn(string date) => new() { Effective = On(date) };

    protected static DrawingsSubmitted DrawingsSubmittedOn(string date) => new() { Effective = On(date) };

    protected static DrawingsApproved DrawingsApprovedOn(string date) => new() { Effective = On(date) };

    protected static ConstructionStarted StartedOn(string date) => new() { Effective = On(date) };

    protected static ConstructionStarted SeenUnderConstructionOn(string date) => new() { Effective = SeenOn(date) };

    protected static ProgressReported ProgressOn(string date, decimal percent) => new() { Effective = On(date), Percent = percent };

    protected static ProjectCompleted CompletedOn(string date) => new() { Effective = On(date) };

    protected static FacilityOpened OpenedOn(string date) => new() { Effective = On(date) };

    protected static ProjectSuspended SuspendedOn(string date) => new() { Effective = On(date) };

    protected static ProjectResumed ResumedOn(string date) => new() { Effective = On(date) };

    protected static ProjectCancelled CancelledOn(string date) => new() { Effective = On(date) };

    protected static FacilityMerged MergedOn(string date) => new() { Effective = On(date), Into = "城厢小学" };

    protected static ScopeRevised ScopeRevisedOn(string date, Scope scope) => new() { Effective = On(date), Scope = scope };

    protected static ScheduleRevised ScheduleRevisedOn(string date, Schedule schedule) => new() { Effective = On(date), Schedule = schedule };

    protected static Action<Project> Stands(Stage stage) => state => state.ShouldBeOfType<Project.Known>().Stage.ShouldBe(stage);

    protected static Action<Project> Is(Func<Project.Known, object?> aspect, object? expected) =>
        state => aspect(state.ShouldBeOfType<Project.Known>()).ShouldBe(expected);

    protected static void NotPlanned(Project state) => state.ShouldBe(new Project.Unplanned());
}
