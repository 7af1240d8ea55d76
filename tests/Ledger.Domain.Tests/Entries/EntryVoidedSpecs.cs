using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Tests.Projects;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

public sealed class EntryVoidedSpecs : ProjectSpecs
{
    [Fact]
    public void A_voided_entry_counts_no_more_on_any_day_but_did_until_then() =>
        Given(Planned, StartedOn("2022-06-18")).When(Void(2)).ThenRecorded(Void(2))
            .AndOn("2022-06-18", Stands(Stage.Planned))
            .AndOn("2022-06-18", Entry(2), Stands(Stage.UnderConstruction));

    [Fact]
    public void The_only_entry_can_be_voided_and_recorded_anew() =>
        Given(Planned, Void(1)).When(PlannedOn("2021-02-01")).ThenRecorded(PlannedOn("2021-02-01"))
            .AndOn("2021-01-31", NotPlanned)
            .AndOn("2021-01-31", Entry(1), Stands(Stage.Planned))
            .AndOn("2026-07-01", Entry(2), NotPlanned)
            .AndOn("2021-02-01", Stands(Stage.Planned));

    [Fact]
    public void A_voiding_says_why()
    {
        foreach (var reason in new[] { null, "", " \t" })
            Given(Planned, StartedOn("2022-06-18")).When(Void(2, reason)).ThenRefused(new EntryRefusals.ReasonRequired());
    }

    [Fact]
    public void Only_an_entry_of_the_stream_is_voided() =>
        Given(Planned).When(Void(2)).ThenRefused(new EntryRefusals.EntryNotFound(Entry(2)));

    [Fact]
    public void Nothing_of_an_empty_stream_is_voided() =>
        Given().When(Void(1)).ThenRefused(new EntryRefusals.EntryNotFound(Entry(1)));

    [Fact]
    public void An_entry_is_voided_once() =>
        Given(Planned, StartedOn("2022-06-18"), Void(2)).When(Void(2)).ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));

    [Fact]
    public void A_corrected_entry_is_voided_by_its_correction() =>
        Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-06-19"))).When(Void(2))
            .ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));

    [Fact]
    public void A_voiding_is_not_voided() =>
        Given(Planned, StartedOn("2022-06-18"), Void(2)).When(Void(3)).ThenRefused(new EntryRefusals.VoidOfVoid(Entry(3)));

    [Fact]
    public void A_voided_correction_leaves_neither_itself_nor_the_mistake() =>
        Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-06-19"))).When(Void(3)).ThenRecorded(Void(3))
            .AndOn("2022-06-20", Stands(Stage.Planned))
            .AndOn("2022-06-18", Entry(2), Stands(Stage.UnderConstruction))
            .AndOn("2022-06-18", Entry(3), Stands(Stage.Planned))
            .AndOn("2022-06-19", Entry(3), Stands(Stage.UnderConstruction));

    [Fact]
    public void A_voiding_that_takes_the_ground_from_a_later_entry_is_refused_and_names_it() =>
        Given(Planned, SuspendedOn("2022-02-01"), ResumedOn("2022-03-01")).When(Void(2))
            .ThenRefused(new ProjectRefusals.ProjectNotSuspended(), contradicts: Entry(3));

    [Fact]
    public void The_plan_is_not_voided_from_under_the_project() =>
        Given(Planned, StartedOn("2022-06-18"), ApprovedOn("2022-01-01")).When(Void(1))
            .ThenRefused(new ProjectRefusals.ProjectNotPlanned(), contradicts: Entry(3));
}
