using Ledger.Domain.Projects;
using Xunit;

namespace Ledger.Domain.Tests.Projects;

public sealed class StandingSpecs : ProjectSpecs
{
    [Fact]
    public void A_project_rests_and_goes_on_where_it_was() =>
        Given(Planned, StartedOn("2022-01-01"), SuspendedOn("2022-02-01")).When(ResumedOn("2022-03-01")).ThenRecorded(ResumedOn("2022-03-01"))
            .AndOn("2022-01-31", Stands(Stage.UnderConstruction))
            .AndOn("2022-02-01", Stands(Stage.Suspended))
            .AndOn("2022-02-01", Is(p => p.Reached, Stage.UnderConstruction))
            .AndOn("2022-03-01", Stands(Stage.UnderConstruction));

    [Fact]
    public void A_project_is_suspended() =>
        Given(Planned).When(SuspendedOn("2022-02-01")).ThenRecorded(SuspendedOn("2022-02-01")).AndOn("2022-02-01", Stands(Stage.Suspended));

    [Fact]
    public void Nothing_is_built_while_it_rests()
    {
        ProjectEvent[] works = [ApprovedOn("2022-02-02"), StartedOn("2022-02-02"), ProgressOn("2022-02-02", 5m), CompletedOn("2022-02-02"), SuspendedOn("2022-02-02")];
        foreach (var work in works)
            Given(Planned, SuspendedOn("2022-02-01")).When(work).ThenRefused(new ProjectRefusals.ProjectIsSuspended());
    }

    [Fact]
    public void A_back_dated_suspension_contradicts_works_after_it() =>
        Given(Planned, ProgressOn("2022-03-01", 10m)).When(SuspendedOn("2022-02-01"))
            .ThenRefused(new ProjectRefusals.ProjectIsSuspended(), contradicts: Entry(2));

    [Fact]
    public void Works_may_be_told_of_the_time_before_it_rested() =>
        Given(Planned, SuspendedOn("2022-02-01")).When(StartedOn("2022-01-01")).ThenRecorded(StartedOn("2022-01-01"))
            .AndOn("2022-01-01", Stands(Stage.UnderConstruction)).AndOn("2022-02-01", Stands(Stage.Suspended));

    [Fact]
    public void Papers_may_change_while_it_rests()
    {
        ProjectEvent[] papers = [RenamedOn("2022-02-02", "白马实验小学"), ScopeRevisedOn("2022-02-02", Scope), ScheduleRevisedOn("2022-02-02", Schedule), MergedOn("2022-02-02")];
        foreach (var paper in papers) Given(Planned, SuspendedOn("2022-02-01")).When(paper).ThenRecorded(paper);
    }

    [Fact]
    public void Only_what_rests_is_resumed() =>
        Given(Planned).When(ResumedOn("2022-02-01")).ThenRefused(new ProjectRefusals.ProjectNotSuspended());

    [Fact]
    public void A_resting_project_can_be_cancelled() =>
        Given(Planned, SuspendedOn("2022-02-01")).When(CancelledOn("2022-03-01")).ThenRecorded(CancelledOn("2022-03-01"))
            .AndOn("2022-03-01", Stands(Stage.Cancelled));

    [Fact]
    public void Nothing_follows_a_cancellation_on_that_day_or_later()
    {
        ProjectEvent[] entries =
        [
            ApprovedOn("2022-03-01"), StartedOn("2022-03-02"), ProgressOn("2022-03-01", 10m), SuspendedOn("2022-04-01"), ResumedOn("2022-03-01"),
            RenamedOn("2022-03-01", "白马实验小学"), ScopeRevisedOn("2023-03-01", Scope), ScheduleRevisedOn("2023-03-01", Schedule), CancelledOn("2022-03-01"),
            MergedOn("2022-03-01"), CompletedOn("2024-08-31"), OpenedOn("2026-07-01"), PreliminaryWorksOn("2022-03-01"),
        ];
        foreach (var entry in entries)
            Given(Planned, CancelledOn("2022-03-01")).When(entry).ThenRefused(new ProjectRefusals.ProjectIsCancelled());
    }

    [Fact]
    public void What_happened_before_a_cancellation_may_still_be_told() =>
        Given(Planned, CancelledOn("2022-03-01")).When(StartedOn("2022-02-28")).ThenRecorded(StartedOn("2022-02-28"))
            .AndOn("2022-02-28", Stands(Stage.UnderConstruction))
            .AndOn("2022-03-01", Stands(Stage.Cancelled));

    [Fact]
    public void A_back_dated_cancellation_contradicts_what_follows() =>
        Given(Planned, StartedOn("2022-06-18"), ProgressOn("2022-07-01", 1m)).When(CancelledOn("2022-03-01"))
            .ThenRefused(new ProjectRefusals.ProjectIsCancelled(), contradicts: Entry(2));

    [Fact]
    public void A_cancellation_that_was_a_mistake_is_voided() =>
        Given(Planned, StartedOn("2022-01-01"), CancelledOn("2022-03-01")).When(Void(3)).ThenRecorded(Void(3))
            .AndOn("2022-03-01", Stands(Stage.UnderConstruction))
            .AndOn("2022-03-01", Entry(3), Stands(Stage.Cancelled));

    [Fact]
    public void A_facility_is_merged_away() =>
        Given(Planned).When(MergedOn("2022-03-01")).ThenRecorded(MergedOn("2022-03-01")).AndOn("2022-03-01", Stands(Stage.MergedAway));

    [Fact]
    public void Nothing_follows_a_merger() =>
        Given(Planned, MergedOn("2022-03-01")).When(RenamedOn("2022-03-01", "城厢小学")).ThenRefused(new ProjectRefusals.ProjectIsMergedAway());
}
