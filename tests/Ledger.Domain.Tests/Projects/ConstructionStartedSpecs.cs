using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Xunit;
using static Ledger.Domain.Projects.ProjectEvent;

namespace Ledger.Domain.Tests.Projects;

public sealed class ConstructionStartedSpecs : ProjectSpecs
{
    [Fact]
    public void Construction_begins_on_a_day() =>
        Given(Planned).When(StartedOn("2022-06-18")).ThenRecorded(StartedOn("2022-06-18"))
            .AndOn("2022-06-17", Stands(Stage.Planned))
            .AndOn("2022-06-18", Stands(Stage.UnderConstruction))
            .AndOn("2022-06-18", Is(p => p.ConstructionStartedOn, ReducedDate.Parse("2022-06-18")));

    [Fact]
    public void A_start_known_to_the_month_holds_from_its_last_day() =>
        Given(Planned).When(StartedOn("2024-02")).ThenRecorded(StartedOn("2024-02"))
            .AndOn("2024-02-28", Stands(Stage.Planned))
            .AndOn("2024-02-29", Is(p => p.ConstructionStartedOn, ReducedDate.Parse("2024-02")));

    [Fact]
    public void What_is_only_seen_as_begun_tells_no_day_of_beginning() =>
        Given(Planned).When(SeenUnderConstructionOn("2022-03-31")).ThenRecorded(SeenUnderConstructionOn("2022-03-31"))
            .AndOn("2022-03-31", Stands(Stage.UnderConstruction))
            .AndOn("2022-03-31", Is(p => p.ConstructionStartedOn, null));

    [Fact]
    public void A_later_observation_repeats_what_was_told() =>
        Given(Planned, StartedOn("2021-06-18")).When(SeenUnderConstructionOn("2022-03-31")).ThenRecorded(SeenUnderConstructionOn("2022-03-31"))
            .AndOn("2022-03-31", Is(p => p.ConstructionStartedOn, ReducedDate.Parse("2021-06-18")));

    [Fact]
    public void Two_observations_agree() =>
        Given(Planned, SeenUnderConstructionOn("2022-03-31")).When(SeenUnderConstructionOn("2023-04-12")).ThenRecorded(SeenUnderConstructionOn("2023-04-12"))
            .AndOn("2023-04-12", Stands(Stage.UnderConstruction));

    [Fact]
    public void The_start_may_be_told_after_it_was_seen() =>
        Given(Planned, SeenUnderConstructionOn("2022-03-31")).When(StartedOn("2021-06-18")).ThenRecorded(StartedOn("2021-06-18"))
            .AndOn("2021-06-18", Entry(2), Stands(Stage.Planned))
            .AndOn("2021-06-18", Stands(Stage.UnderConstruction))
            .AndOn("2022-04-01", Is(p => p.ConstructionStartedOn, ReducedDate.Parse("2021-06-18")));

    [Fact]
    public void It_can_not_begin_after_it_was_seen() =>
        Given(Planned, SeenUnderConstructionOn("2022-03-31")).When(StartedOn("2022-06-18"))
            .ThenRefused(new ProjectRefusals.StageAlreadyReached(Stage.UnderConstruction));

    [Fact]
    public void Refuses_completion_dated_before_construction_began() =>
        Given(Planned, StartedOn("2022-06-08")).When(CompletedOn("2022-06-01"))
            .ThenRefused(new ProjectRefusals.CompletedBeforeStart(Day("2022-06-08"), Stage.Built), contradicts: Entry(2));

    [Fact]
    public void Refuses_a_start_dated_after_completion() =>
        Given(Planned, CompletedOn("2022-06-01")).When(StartedOn("2022-06-08"))
            .ThenRefused(new ProjectRefusals.CompletedBeforeStart(Day("2022-06-08"), Stage.Built));

    [Fact]
    public void Refuses_a_start_dated_after_opening() =>
        Given(Planned, OpenedOn("2022-06-01")).When(StartedOn("2022-06-08"))
            .ThenRefused(new ProjectRefusals.CompletedBeforeStart(Day("2022-06-08"), Stage.InUse));

    [Fact]
    public void Every_way_to_complete_before_the_start_is_refused()
    {
        ProjectEvent[] ways =
        [
            new FacilityBuilt { Effective = On("2022-06-01") },
            new FacilityExpanded { Effective = On("2022-06-01") },
            new FacilityRelocated { Effective = On("2022-06-01") },
            new FacilityAcquired { Effective = On("2022-06-01") },
        ];
        foreach (var way in ways)
            Given(Planned, StartedOn("2022-06-08")).When(way)
                .ThenRefused(new ProjectRefusals.CompletedBeforeStart(Day("2022-06-08"), Stage.Built), contradicts: Entry(2));
    }

    [Fact]
    public void The_start_may_be_told_after_completion() =>
        Given(Planned, CompletedOn("2024-08-31")).When(StartedOn("2022-06-08")).ThenRecorded(StartedOn("2022-06-08"))
            .AndOn("2022-06-08", Stands(Stage.UnderConstruction))
            .AndOn("2024-08-31", Stands(Stage.Built))
            .AndOn("2024-08-31", Is(p => p.ConstructionStartedOn, ReducedDate.Parse("2022-06-08")));

    [Fact]
    public void A_year_does_not_contradict_a_month_within_it()
    {
        Given(Planned, CompletedOn("2021-09")).When(StartedOn("2021")).ThenRecorded(StartedOn("2021"))
            .AndOn("2021-09-30", Stands(Stage.Built))
            .AndOn("2021-12-31", Stands(Stage.Built))
            .AndOn("2021-12-31", Is(p => p.ConstructionStartedOn, ReducedDate.Parse("2021")));
        Given(Planned, StartedOn("2021")).When(CompletedOn("2021-09")).ThenRecorded(CompletedOn("2021-09"))
            .AndOn("2021-09-30", Stands(Stage.Built))
            .AndOn("2022-01-01", Stands(Stage.Built));
    }

    [Fact]
    public void A_year_after_the_one_of_completion_does() =>
        Given(Planned, CompletedOn("2021")).When(StartedOn("2022")).ThenRefused(new ProjectRefusals.CompletedBeforeStart(Day("2022-12-31"), Stage.Built));

    [Fact]
    public void An_opening_does_not_hide_how_early_completion_was() =>
        Given(Planned, CompletedOn("2021-05-31"), OpenedOn("2022-09-01")).When(StartedOn("2022"))
            .ThenRefused(new ProjectRefusals.CompletedBeforeStart(Day("2022-12-31"), Stage.InUse));

    [Fact]
    public void Start_and_completion_of_one_period_may_be_told_in_either_order() =>
        Given(Planned, CompletedOn("2021")).When(StartedOn("2021")).ThenRecorded(StartedOn("2021"))
            .AndOn("2021-12-31", Stands(Stage.Built))
            .AndOn("2021-12-31", Entry(2), Is(p => p.ConstructionStartedOn, null));

    [Fact]
    public void A_start_behind_completion_is_told_once() =>
        Given(Planned, CompletedOn("2021-09"), StartedOn("2021")).When(StartedOn("2021")).ThenRefused(new ProjectRefusals.StageAlreadyReached(Stage.UnderConstruction));

    [Fact]
    public void The_year_of_a_start_may_be_told_after_it_was_seen_within_it() =>
        Given(Planned, SeenUnderConstructionOn("2022-03-31")).When(StartedOn("2022")).ThenRecorded(StartedOn("2022"))
            .AndOn("2022-12-30", Is(p => p.ConstructionStartedOn, null))
            .AndOn("2022-12-31", Is(p => p.ConstructionStartedOn, ReducedDate.Parse("2022")))
            .AndOn("2022-12-31", Is(p => p.Steps, (Sequence<Step>)[new Step(Stage.UnderConstruction, Day("2022-03-31"), false)]));

    [Fact]
    public void The_year_of_a_start_is_told_once() =>
        Given(Planned, SeenUnderConstructionOn("2022-03-31"), StartedOn("2022")).When(StartedOn("2022"))
            .ThenRefused(new ProjectRefusals.StageAlreadyReached(Stage.UnderConstruction));
}
