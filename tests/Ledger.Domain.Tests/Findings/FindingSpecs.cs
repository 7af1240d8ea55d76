using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Projects;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;
using static Ledger.Domain.Findings.FindingEvent;

namespace Ledger.Domain.Tests.Findings;

public sealed class FindingSpecs : Specs<Finding>
{
    private static readonly Source Table = new("qijiang-145", Table: "表2—1", Row: "5", Evidence: "95.3");
    private static readonly Source Prose = new("qijiang-145", "第二章第三节", Evidence: "95.8%");

    private static readonly FindingRaised Raised = new()
    {
        Effective = On("2021-12-31"), Plan = "qijiang-145", Rule = "two-figures", Subject = "indicator-qijiang-145.senior-high-enrolment",
        Written = "95.3", Expected = "95.8", Source = Table, Other = Prose,
    };

    private static readonly FindingWithdrawn Withdrawn = new() { Effective = On("2022-06-01") };

    private static readonly Finding.Open Open = new("qijiang-145", "two-figures", "indicator-qijiang-145.senior-high-enrolment", "95.3", "95.8", Table, Prose);

    [Fact]
    public void A_rule_raises_a_finding() =>
        Given().When(Raised).ThenRecorded(Raised)
            .AndOn("2021-12-30", state => state.ShouldBe(new Finding.None()))
            .AndOn("2021-12-31", state => state.ShouldBe(Open));

    [Fact]
    public void A_finding_is_raised_once() =>
        Given(Raised).When(Raised).ThenRefused(new FindingRefusals.FindingAlreadyOpen());

    [Fact]
    public void A_finding_is_withdrawn() =>
        Given(Raised).When(Withdrawn).ThenRecorded(Withdrawn)
            .AndOn("2022-05-31", state => state.ShouldBe(Open))
            .AndOn("2022-06-01", state => state.ShouldBe(new Finding.Withdrawn(Open)));

    [Fact]
    public void Only_what_stands_is_withdrawn()
    {
        Given().When(Withdrawn).ThenRefused(new FindingRefusals.FindingNotOpen());
        Given(Raised, Withdrawn).When(Withdrawn).ThenRefused(new FindingRefusals.FindingNotOpen());
        Given(Raised).When(Withdrawn with { Effective = On("2021-12-30") }).ThenRefused(new FindingRefusals.FindingNotOpen());
    }

    [Fact]
    public void A_finding_that_was_withdrawn_can_be_raised_again()
    {
        var again = Raised with { Effective = On("2023-01-01"), Written = "95.4" };
        Given(Raised, Withdrawn).When(again).ThenRecorded(again).AndOn("2023-01-01", state => state.ShouldBe(Open with { Written = "95.4" }));
    }

    [Fact]
    public void A_fact_about_something_else_is_not_recorded_on_a_finding() =>
        Given(Raised).When(new ProjectEvent.ProjectCompleted { Effective = On("2023-01-01") }).ThenRefused(new EntryRefusals.WrongKind("project_completed", "finding"));
}
