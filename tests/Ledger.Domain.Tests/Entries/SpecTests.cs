using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Tests.Projects;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

/// <summary>A spec that can't fail proves nothing: these fail, and show both sides.</summary>
public sealed class SpecTests : ProjectSpecs
{
    [Fact]
    public void A_refusal_where_a_record_was_expected_shows_both() =>
        Failure(() => Given(Planned).When(ProgressOn("2022-01-01", 101m)).ThenRecorded(ProgressOn("2022-01-01", 101m)))
            .ShouldSatisfyAllConditions(m => m.ShouldContain("PercentOutOfRange"), m => m.ShouldContain("Accepted"), m => m.ShouldContain("白马小学"));

    [Fact]
    public void A_record_where_a_refusal_was_expected_shows_both() =>
        Failure(() => Given(Planned).When(StartedOn("2022-01-01")).ThenRefused(new ProjectRefusals.ProjectNotSuspended()))
            .ShouldSatisfyAllConditions(m => m.ShouldContain("ProjectNotSuspended"), m => m.ShouldContain("ConstructionStarted"));

    [Fact]
    public void Another_refusal_than_expected_shows_both() =>
        Failure(() => Given(Planned).When(ProgressOn("2022-01-01", 101m)).ThenRefused(new ProjectRefusals.PercentOutOfRange(102m)))
            .ShouldSatisfyAllConditions(m => m.ShouldContain("101"), m => m.ShouldContain("102"));

    [Fact]
    public void The_right_refusal_of_the_wrong_entry_fails() =>
        Failure(() => Given(Planned, StartedOn("2022-06-08")).When(CompletedOn("2022-06-01"))
            .ThenRefused(new ProjectRefusals.CompletedBeforeStart(Day("2022-06-08"), Stage.Built), contradicts: Entry(1))).ShouldContain("20");

    [Fact]
    public void Another_entry_than_expected_fails() =>
        Failure(() => Given(Planned).When(StartedOn("2022-01-01")).ThenRecorded(StartedOn("2022-01-02"))).ShouldContain("2022-01-02");

    [Fact]
    public void An_unacceptable_given_fails() =>
        Failure(() => Given(StartedOn("2022-01-01"))).ShouldContain("Given entry 1 is itself refused");

    private static string Failure(Action spec) => Should.Throw<ShouldAssertException>(spec).Message;
}
