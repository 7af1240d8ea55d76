using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;
using static Ledger.Domain.Plans.PlanEvent;

namespace Ledger.Domain.Tests.Plans;

public sealed class PeriodClosedSpecs : Specs<Plan>
{
    private static readonly PlanPublished Published = SamplePlan.Published;

    [Fact]
    public void A_month_a_quarter_and_a_year_are_closed_once_they_are_over()
    {
        foreach (var period in new[] { "2026-06", "2026-Q2", "2025", "2021" })
            Given(Published).When(Closed(period)).ThenRecorded(Closed(period))
                .AndOn("2026-07-01", state => state.ShouldBe(new Plan.Published(SamplePlan.Document, [ReducedDate.Parse(period)])));
    }

    [Fact]
    public void A_day_is_no_period() =>
        Given(Published).When(Closed("2026-06-30")).ThenRefused(new PlanRefusals.NotAPeriod(ReducedDate.Parse("2026-06-30")));

    [Fact]
    public void A_period_that_is_not_over_is_not_closed()
    {
        Given(Published).When(Closed("2026-07")).ThenRefused(new PlanRefusals.PeriodNotOver(ReducedDate.Parse("2026-07"), Today));
        Given(Published).When(Closed("2026-06", on: "2026-06-30")).ThenRefused(new PlanRefusals.PeriodNotOver(ReducedDate.Parse("2026-06"), Day("2026-06-30")));
    }

    [Fact]
    public void What_lies_before_the_plan_is_not_closed_and_what_lies_behind_it_is()
    {
        Given(Published).When(Closed("2020")).ThenRefused(new PlanRefusals.PeriodBeforePlan(ReducedDate.Parse("2020"), Day("2021-01-01")));
        Given(Published).When(Closed("2026-Q1")).ThenRecorded(Closed("2026-Q1"));
    }

    [Fact]
    public void A_part_of_what_is_closed_is_closed_already()
    {
        foreach (var period in new[] { "2025-12", "2025-Q4", "2025" })
            Given(Published, Closed("2025")).When(Closed(period)).ThenRefused(new PlanRefusals.PeriodAlreadyClosed(ReducedDate.Parse(period), ReducedDate.Parse("2025")));
    }

    [Fact]
    public void A_year_closes_what_its_quarters_left_open() =>
        Given(Published, Closed("2025-Q1")).When(Closed("2025")).ThenRecorded(Closed("2025"));

    [Fact]
    public void A_voided_closing_leaves_the_period_to_be_closed_again() =>
        Given(Published, Closed("2025"), Void(2)).When(Closed("2025")).ThenRecorded(Closed("2025"))
            .AndOn("2026-07-01", state => state.ShouldBe(new Plan.Published(SamplePlan.Document, [ReducedDate.Parse("2025")])));

    [Fact]
    public void A_plan_is_published_before_its_periods_are_closed() =>
        Given().When(Closed("2025")).ThenRefused(new PlanRefusals.PlanNotPublished());

    [Fact]
    public void The_closings_of_a_plan_are_those_that_stand() =>
        Closing.Of(Given(Published, Closed("2025-Q1"), Closed("2025-Q2"), Void(2)).History).ShouldBe([new Closing(Entry(3), ReducedDate.Parse("2025-Q2"))]);

    private static PeriodClosed Closed(string period, string on = "2026-07-01") => new() { Period = ReducedDate.Parse(period), Effective = On(on) };
}
