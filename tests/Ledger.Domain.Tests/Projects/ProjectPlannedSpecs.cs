using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Xunit;

namespace Ledger.Domain.Tests.Projects;

public sealed class ProjectPlannedSpecs : ProjectSpecs
{
    [Fact]
    public void A_plan_names_a_project() =>
        Given().When(Planned).ThenRecorded(Planned)
            .AndOn("2020-12-31", NotPlanned)
            .AndOn("2021-01-01", Stands(Stage.Planned))
            .AndOn("2021-01-01", Is(p => (p.Plan, p.Number, p.Name, p.Scope, p.Schedule, p.Source), ("wuxi-145", "3", "白马小学迁建工程", Scope, Schedule, Wuxi)));

    [Fact]
    public void Nothing_precedes_the_plan() =>
        Given().When(StartedOn("2022-06-18")).ThenRefused(new ProjectRefusals.ProjectNotPlanned());

    [Fact]
    public void Nothing_back_dated_precedes_the_plan() =>
        Given(Planned).When(StartedOn("2020-12-31")).ThenRefused(new ProjectRefusals.ProjectNotPlanned());

    [Fact]
    public void It_is_planned_once() =>
        Given(Planned).When(PlannedOn("2022-01-01")).ThenRefused(new ProjectRefusals.ProjectAlreadyPlanned());

    [Fact]
    public void A_back_dated_plan_contradicts_the_present_one() =>
        Given(Planned).When(PlannedOn("2020-01-01")).ThenRefused(new ProjectRefusals.ProjectAlreadyPlanned(), contradicts: Entry(1));

    [Fact]
    public void It_needs_a_name() =>
        Given().When(Planned with { Name = " " }).ThenRefused(new ProjectRefusals.NameRequired());

    [Fact]
    public void A_new_name_is_a_name() =>
        Given(Planned).When(RenamedOn("2022-01-01", "")).ThenRefused(new ProjectRefusals.NameRequired());

    [Fact]
    public void It_can_be_renamed()
    {
        var renamed = RenamedOn("2022-01-01", "白马实验小学");
        Given(Planned).When(renamed).ThenRecorded(renamed)
            .AndOn("2021-12-31", Is(p => p.Name, "白马小学迁建工程"))
            .AndOn("2022-01-01", Is(p => p.Name, "白马实验小学"))
            .AndOn("2022-01-01", Entry(1), Is(p => p.Name, "白马小学迁建工程"));
    }

    [Fact]
    public void Its_scope_can_be_revised()
    {
        var revised = ScopeRevisedOn("2022-01-01", Scope with { Sites = ["城厢镇", "凤凰镇"] });
        Given(Planned).When(revised).ThenRecorded(revised)
            .AndOn("2021-12-31", Is(p => p.Scope, Scope))
            .AndOn("2022-01-01", Is(p => p.Scope, revised.Scope));
    }

    [Fact]
    public void Its_schedule_can_be_revised()
    {
        var revised = ScheduleRevisedOn("2022-01-01", Schedule with { End = ReducedDate.OfYear(2026), Committed = false });
        Given(Planned).When(revised).ThenRecorded(revised)
            .AndOn("2021-12-31", Is(p => p.Schedule, Schedule))
            .AndOn("2022-01-01", Is(p => p.Schedule, revised.Schedule));
    }

    [Fact]
    public void A_schedule_ends_no_earlier_than_it_starts()
    {
        var backwards = Schedule with { Start = ReducedDate.Parse("2024-03"), End = ReducedDate.Parse("2024-02-29") };
        var refusal = new ProjectRefusals.ScheduleEndsBeforeItStarts(ReducedDate.Parse("2024-03"), ReducedDate.Parse("2024-02-29"));
        Given(Planned).When(ScheduleRevisedOn("2022-01-01", backwards)).ThenRefused(refusal);
        Given().When(Planned with { Schedule = backwards }).ThenRefused(refusal);
    }

    [Fact]
    public void A_schedule_may_start_and_end_in_one_period()
    {
        var year = ScheduleRevisedOn("2022-01-01", Schedule with { Start = ReducedDate.Parse("2024-03"), End = ReducedDate.Parse("2024") });
        Given(Planned).When(year).ThenRecorded(year);
        var inverse = ScheduleRevisedOn("2022-01-01", Schedule with { Start = ReducedDate.Parse("2024"), End = ReducedDate.Parse("2024-03") });
        Given(Planned).When(inverse).ThenRecorded(inverse);
    }

    [Fact]
    public void The_status_as_written_stays_until_another_is_written() =>
        Given(Planned with { StatusAsWritten = "规划项目" }, ApprovedOn("2022-01-01") with { StatusAsWritten = "完成立项、可研" })
            .When(FeasibilityApprovedOn("2022-02-01")).ThenRecorded(FeasibilityApprovedOn("2022-02-01"))
            .AndOn("2021-01-01", Is(p => p.StatusAsWritten, "规划项目"))
            .AndOn("2022-03-01", Is(p => p.StatusAsWritten, "完成立项、可研"));

    [Fact]
    public void A_fact_about_something_else_is_not_recorded_on_a_project() =>
        Given(Planned).When(new Domain.Indicators.IndicatorEvent.IndicatorRetired { Effective = On("2022-01-01") })
            .ThenRefused(new EntryRefusals.WrongKind("indicator_retired", "project"));
}
