using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Xunit;
using static Ledger.Domain.Projects.ProjectEvent;

namespace Ledger.Domain.Tests.Projects;

public sealed class LadderSpecs : ProjectSpecs
{
    [Fact]
    public void Every_step_leads_to_its_stage()
    {
        (ProjectEvent Step, Stage Stage)[] ladder =
        [
            (PreliminaryWorksOn("2022-01-02"), Stage.PreliminaryWorks),
            (SiteSelectionStartedOn("2022-01-03"), Stage.SiteSelection),
            (SiteSelectedOn("2022-01-04"), Stage.SiteSelection),
            (ApprovedOn("2022-01-05"), Stage.Approved),
            (FeasibilityApprovedOn("2022-01-06"), Stage.FeasibilityApproved),
            (DrawingsSubmittedOn("2022-01-07"), Stage.DrawingsUnderReview),
            (DrawingsApprovedOn("2022-01-08"), Stage.DrawingsApproved),
            (StartedOn("2022-01-09"), Stage.UnderConstruction),
            (CompletedOn("2022-01-10"), Stage.Built),
            (OpenedOn("2022-01-11"), Stage.InUse),
        ];
        for (var i = 0; i < ladder.Length; i++)
        {
            var day = ladder[i].Step.Effective.Date.ToString();
            Given([Planned, .. ladder[..i].Select(rung => rung.Step)]).When(ladder[i].Step).ThenRecorded(ladder[i].Step)
                .AndOn("2022-01-01", Stands(Stage.Planned))
                .AndOn(day, Stands(ladder[i].Stage))
                .AndOn("2026-07-01", Stands(ladder[i].Stage));

            // Steps are skipped in real life.
            Given(Planned).When(ladder[i].Step).ThenRecorded(ladder[i].Step).AndOn(day, Stands(ladder[i].Stage));
        }
    }

    [Fact]
    public void Every_way_to_complete_is_built()
    {
        ProjectEvent[] ways =
        [
            new FacilityBuilt { Effective = On("2024-08-31") },
            new FacilityExpanded { Effective = On("2024-08-31") },
            new FacilityRelocated { Effective = On("2024-08-31") },
            new FacilityAcquired { Effective = On("2024-08-31") },
            new ProjectCompleted { Effective = On("2024-08-31") },
        ];
        foreach (var way in ways)
            Given(Planned).When(way).ThenRecorded(way).AndOn("2024-08-30", Stands(Stage.Planned)).AndOn("2024-08-31", Stands(Stage.Built));
    }

    [Fact]
    public void Completion_is_told_from_two_sides()
    {
        var built = new FacilityBuilt { Effective = On("2024-09-30") };
        Given(Planned, CompletedOn("2024-08-31")).When(built).ThenRecorded(built).AndOn("2024-10-01", Stands(Stage.Built));
    }

    [Fact]
    public void Two_steps_of_one_day_stand_in_the_order_recorded() =>
        Given(Planned, ApprovedOn("2022-03-31")).When(FeasibilityApprovedOn("2022-03-31")).ThenRecorded(FeasibilityApprovedOn("2022-03-31"))
            .AndOn("2022-03-31", Stands(Stage.FeasibilityApproved));

    [Fact]
    public void Two_steps_of_one_day_may_be_told_in_either_order() =>
        Given(Planned, FeasibilityApprovedOn("2022-03-31")).When(ApprovedOn("2022-03-31")).ThenRecorded(ApprovedOn("2022-03-31"))
            .AndOn("2022-03-31", Stands(Stage.FeasibilityApproved))
            .AndOn("2022-03-31", Is(p => p.Steps, (Sequence<Step>)
                [new Step(Stage.Approved, Day("2022-03-31"), false), new Step(Stage.FeasibilityApproved, Day("2022-03-31"), false)]));

    [Fact]
    public void Going_back_is_no_step() =>
        Given(Planned, FeasibilityApprovedOn("2022-01-01")).When(ApprovedOn("2022-02-01"))
            .ThenRefused(new ProjectRefusals.StageGoesBack(Stage.FeasibilityApproved, Stage.Approved));

    [Fact]
    public void A_back_dated_step_may_not_turn_a_later_one_into_going_back() =>
        Given(Planned, ApprovedOn("2022-02-01")).When(FeasibilityApprovedOn("2022-01-01"))
            .ThenRefused(new ProjectRefusals.StageGoesBack(Stage.FeasibilityApproved, Stage.Approved), contradicts: Entry(2));

    [Fact]
    public void A_step_that_was_skipped_can_be_told_later() =>
        Given(Planned, StartedOn("2022-06-18")).When(ApprovedOn("2021-09-01")).ThenRecorded(ApprovedOn("2021-09-01"))
            .AndOn("2021-09-01", Stands(Stage.Approved))
            .AndOn("2021-09-01", Entry(2), Stands(Stage.Planned))
            .AndOn("2022-06-18", Stands(Stage.UnderConstruction));

    [Fact]
    public void A_step_is_taken_once() =>
        Given(Planned, ApprovedOn("2022-01-01")).When(ApprovedOn("2022-02-01")).ThenRefused(new ProjectRefusals.StageAlreadyReached(Stage.Approved));

    [Fact]
    public void A_step_told_earlier_contradicts_the_one_told_before() =>
        Given(Planned, OpenedOn("2022-02-01")).When(OpenedOn("2022-01-01"))
            .ThenRefused(new ProjectRefusals.StageAlreadyReached(Stage.InUse), contradicts: Entry(2));

    [Fact]
    public void Preliminary_works_lie_anywhere_before_drawings_are_approved()
    {
        ProjectEvent[] before =
        [
            PreliminaryWorksOn("2022-01-01"), SiteSelectionStartedOn("2022-01-01"), SiteSelectedOn("2022-01-01"), ApprovedOn("2022-01-01"),
            FeasibilityApprovedOn("2022-01-01"), DrawingsSubmittedOn("2022-01-01"),
        ];
        foreach (var step in before)
        {
            Given(Planned, step).When(PreliminaryWorksOn("2022-02-01")).ThenRecorded(PreliminaryWorksOn("2022-02-01"))
                .AndOn("2022-02-01", Stands(ProjectStageOf(step)));
            Given(Planned, PreliminaryWorksOn("2022-01-01")).When(step).ThenRecorded(step).AndOn("2022-02-01", Stands(ProjectStageOf(step)));
        }
    }

    [Fact]
    public void Preliminary_works_do_not_follow_approved_drawings() =>
        Given(Planned, DrawingsApprovedOn("2022-01-01")).When(PreliminaryWorksOn("2022-02-01"))
            .ThenRefused(new ProjectRefusals.StageGoesBack(Stage.DrawingsApproved, Stage.PreliminaryWorks));

    [Fact]
    public void Preliminary_works_do_not_follow_the_start_of_construction() =>
        Given(Planned, PreliminaryWorksOn("2022-02-01")).When(StartedOn("2022-01-01"))
            .ThenRefused(new ProjectRefusals.StageGoesBack(Stage.UnderConstruction, Stage.PreliminaryWorks), contradicts: Entry(2));

    private static Stage ProjectStageOf(ProjectEvent step) => ProjectRules.StageReachedBy(step)!.Value;
}
