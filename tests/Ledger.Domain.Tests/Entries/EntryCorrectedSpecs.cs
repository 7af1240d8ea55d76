using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Tests.Projects;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

public sealed class EntryCorrectedSpecs : ProjectSpecs
{
    [Fact]
    public void A_correction_stands_in_the_place_of_the_mistake() =>
        Given(Planned, StartedOn("2022-06-18")).When(Correct(2, StartedOn("2022-07-18"))).ThenRecorded(Correct(2, StartedOn("2022-07-18")))
            .AndOn("2022-06-18", Stands(Stage.Planned))
            .AndOn("2022-07-18", Stands(Stage.UnderConstruction))
            .AndOn("2022-06-18", Entry(2), Stands(Stage.UnderConstruction));

    [Fact]
    public void A_correction_holds_from_its_replacement_whatever_was_said() =>
        Given(Planned, StartedOn("2022-06-18")).When(Correct(2, StartedOn("2022-07-18")) with { Effective = On("2026-07-01") })
            .ThenRecorded(Correct(2, StartedOn("2022-07-18")));

    [Fact]
    public void A_correction_may_be_another_fact() =>
        Given(Planned, CompletedOn("2022-06-18")).When(Correct(2, StartedOn("2022-06-18"))).ThenRecorded(Correct(2, StartedOn("2022-06-18")))
            .AndOn("2022-06-18", Stands(Stage.UnderConstruction));

    [Fact]
    public void A_correction_is_corrected() =>
        Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-07-18"))).When(Correct(3, StartedOn("2022-05-18")))
            .ThenRecorded(Correct(3, StartedOn("2022-05-18")))
            .AndOn("2022-05-18", Stands(Stage.UnderConstruction))
            .AndOn("2022-06-18", Entry(2), Stands(Stage.UnderConstruction))
            .AndOn("2022-06-18", Entry(3), Stands(Stage.Planned));

    [Fact]
    public void What_was_corrected_is_not_corrected_again() =>
        Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-07-18"))).When(Correct(2, StartedOn("2022-05-18")))
            .ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));

    [Fact]
    public void What_was_voided_is_not_corrected() =>
        Given(Planned, StartedOn("2022-06-18"), Void(2)).When(Correct(2, StartedOn("2022-05-18")))
            .ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));

    [Fact]
    public void A_voiding_is_not_corrected() =>
        Given(Planned, StartedOn("2022-06-18"), Void(2)).When(Correct(3, StartedOn("2022-05-18"))).ThenRefused(new EntryRefusals.VoidOfVoid(Entry(3)));

    [Fact]
    public void Only_an_entry_of_the_stream_is_corrected() =>
        Given(Planned).When(Correct(7, StartedOn("2022-05-18"))).ThenRefused(new EntryRefusals.EntryNotFound(Entry(7)));

    [Fact]
    public void A_correction_says_why() =>
        Given(Planned).When(Correct(1, PlannedOn("2021-02-01"), reason: " ")).ThenRefused(new EntryRefusals.ReasonRequired());

    [Fact]
    public void A_correction_speaks_of_the_world()
    {
        Given(Planned, StartedOn("2022-06-18")).When(Correct(1, Void(2))).ThenRefused(new EntryRefusals.NotAReplacement("entry_voided"));
        Given(Planned, StartedOn("2022-06-18")).When(Correct(1, Correct(2, StartedOn("2022-05-18")))).ThenRefused(new EntryRefusals.NotAReplacement("entry_corrected"));
    }

    [Fact]
    public void A_replacement_is_of_the_same_kind_of_thing() =>
        Given(Planned).When(Correct(1, new Domain.Findings.FindingEvent.FindingWithdrawn { Effective = On("2021-01-01") }))
            .ThenRefused(new EntryRefusals.WrongKind("finding_withdrawn", "project"));

    [Fact]
    public void The_plan_can_be_corrected_under_entries_of_the_same_day() =>
        Given(PlannedOn("2022-03-31"), ApprovedOn("2022-03-31"), FeasibilityApprovedOn("2022-03-31"))
            .When(Correct(1, PlannedOn("2022-03-31") with { Name = "白马实验小学" }))
            .ThenRecorded(Correct(1, PlannedOn("2022-03-31") with { Name = "白马实验小学" }))
            .AndOn("2022-03-30", NotPlanned)
            .AndOn("2022-03-31", Stands(Stage.FeasibilityApproved))
            .AndOn("2022-03-31", Is(p => p.Name, "白马实验小学"))
            .AndOn("2022-03-31", Entry(3), Is(p => p.Name, "白马小学迁建工程"));

    [Fact]
    public void The_plan_is_not_moved_behind_what_follows_it() =>
        Given(PlannedOn("2022-03-31"), ApprovedOn("2022-03-31")).When(Correct(1, PlannedOn("2022-04-01")))
            .ThenRefused(new ProjectRefusals.ProjectNotPlanned(), contradicts: Entry(2));

    [Fact]
    public void A_wrong_replacement_is_itself_at_fault() =>
        Given(Planned, StartedOn("2022-06-18")).When(Correct(2, ProgressOn("2022-06-18", 101m))).ThenRefused(new ProjectRefusals.PercentOutOfRange(101m));
}
