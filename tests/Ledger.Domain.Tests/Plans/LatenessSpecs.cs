using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Tests.Projects;
using Ledger.Domain.Time;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Plans;

/// <summary>What a closing and an evaluation of the plan mean for entries about its projects.</summary>
public sealed class LatenessSpecs : ProjectSpecs
{
    private static readonly Closing Q2 = new(7, ReducedDate.Parse("2022-Q2"));
    private static readonly Closing Year = new(9, ReducedDate.Parse("2022"));

    [Theory]
    [InlineData("2022-03-31", false)]
    [InlineData("2022-04-01", true)]
    [InlineData("2022-06-30", true)]
    [InlineData("2022-07-01", false)]
    [InlineData("2022-06", true)]
    [InlineData("2022-Q2", true)]
    [InlineData("2022", false)]
    public void An_entry_is_late_if_the_day_from_which_it_holds_lies_in_a_closed_period(string on, bool late) =>
        Late(Given(Planned), StartedOn(on)).ShouldBe(late ? Q2 : null);

    [Fact]
    public void The_first_closing_that_covers_it_is_named()
    {
        Lateness.Of([Q2, Year], [], StartedOn("2022-06-18")).ShouldBe(Q2);
        Lateness.Of([Q2, Year], [], StartedOn("2022-07-18")).ShouldBe(Year);
    }

    [Fact]
    public void A_correction_is_about_the_day_of_what_it_corrects_and_that_of_its_replacement()
    {
        Late(Given(Planned, StartedOn("2022-06-18")), Correct(2, StartedOn("2022-07-18"))).ShouldBe(Q2);
        Late(Given(Planned, StartedOn("2022-07-18")), Correct(2, StartedOn("2022-06-18"))).ShouldBe(Q2);
        Late(Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-07-18"))), Correct(3, StartedOn("2022-07-19"))).ShouldBeNull();
    }

    [Fact]
    public void A_voiding_is_about_the_day_of_what_it_voids()
    {
        Late(Given(Planned, StartedOn("2022-06-18")), Void(2, on: "2026-07-01")).ShouldBe(Q2);
        Late(Given(Planned, StartedOn("2022-07-18")), Void(2, on: "2022-07-20")).ShouldBeNull();
        Late(Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-07-18"))), Void(3)).ShouldBeNull();
    }

    [Fact]
    public void A_review_is_never_late() =>
        Late(Given(Planned, StartedOn("2022-06-18")), Confirm(2) with { Effective = On("2022-06-20") }).ShouldBeNull();

    [Fact]
    public void What_is_late_says_why()
    {
        foreach (var reason in new[] { null, "", " \t" })
            Lateness.Refuse(Q2, StartedOn("2022-06-18") with { Reason = reason }).ShouldBe(new PlanRefusals.LateWithoutReason(Q2.Period, 7));
        SpecCoverage.Provoked(typeof(PlanRefusals.LateWithoutReason));
        Lateness.Refuse(Q2, StartedOn("2022-06-18") with { Reason = "补报" }).ShouldBeNull();
        Lateness.Refuse(null, StartedOn("2022-06-18")).ShouldBeNull();
    }

    [Theory]
    [InlineData("2023-12-31", true)]
    [InlineData("2024-01-01", false)]
    public void A_figure_up_to_which_a_report_speaks_was_in_it(string on, bool evaluated)
    {
        Evaluation(Given(Planned), ProgressOn(on)).ShouldBe(evaluated ? 2 : null);
        Evaluation(Given(Planned), new IndicatorEvent.FigureWithdrawn { Effective = On(on), Kind = PointKind.Target }).ShouldBe(evaluated ? 2 : null);
        Evaluation(Given(Planned), StartedOn(on)).ShouldBeNull();
        Evaluation(Given(Planned, StartedOn("2021-06-01"), ProgressOn(on)), Void(3)).ShouldBe(evaluated ? 2 : null);
        Evaluation(Given(Planned, StartedOn("2021-06-01"), ProgressOn(on)), Correct(3, ProgressOn("2024-05-01"))).ShouldBe(evaluated ? 2 : null);
        Evaluation(Given(Planned, StartedOn(on)), Void(2)).ShouldBeNull();
    }

    private static ProjectEvent.ProgressReported ProgressOn(string date) => new() { Effective = On(date), Percent = 30 };

    private static Closing? Late(Given<Project> given, LedgerEvent @event) => Lateness.Of([Q2], given.History, @event);

    private static long? Evaluation(Given<Project> given, LedgerEvent @event)
    {
        var issued = new PlanEvent.EvaluationIssued { Kind = EvaluationKind.Annual, Through = ReducedDate.Parse("2023"), Effective = On("2024-02-20"), Source = new Source("评估报告") };
        return Evaluated.Of([new Recorded(1, "plan-x", 1, default, "x", SamplePlan.Published), new Recorded(2, "plan-x", 2, default, "x", issued)], given.History, @event);
    }
}
