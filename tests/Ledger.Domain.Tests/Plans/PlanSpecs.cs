using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;
using static Ledger.Domain.Plans.PlanEvent;

namespace Ledger.Domain.Tests.Plans;

public sealed class PlanSpecs : Specs<Plan>
{
    private static readonly PlanDocument Document = SamplePlan.Document;
    private static readonly PlanPublished Published = SamplePlan.Published;

    [Fact]
    public void A_plan_is_published() =>
        Given().When(Published).ThenRecorded(Published)
            .AndOn("2022-03-30", state => state.ShouldBe(new Plan.Unpublished()))
            .AndOn("2022-03-31", state => state.ShouldBe(new Plan.Published(Document)));

    [Fact]
    public void A_plan_is_revised()
    {
        var revised = Revised("2023-01-01", Document with { Milestones = [2025] });
        Given(Published).When(revised).ThenRecorded(revised)
            .AndOn("2022-12-31", state => state.ShouldBe(new Plan.Published(Document)))
            .AndOn("2023-01-01", state => state.ShouldBe(new Plan.Published(revised.Document)));
    }

    [Fact]
    public void A_plan_is_published_before_it_is_revised()
    {
        Given().When(Revised("2023-01-01", Document)).ThenRefused(new PlanRefusals.PlanNotPublished());
        Given(Published).When(Revised("2022-03-30", Document)).ThenRefused(new PlanRefusals.PlanNotPublished());
    }

    [Fact]
    public void A_plan_is_published_once() =>
        Given(Published).When(Published).ThenRefused(new PlanRefusals.PlanAlreadyPublished());

    [Fact]
    public void A_period_ends_no_earlier_than_it_starts()
    {
        var backwards = Document with { PeriodEnd = Day("2020-12-31") };
        var refusal = new PlanRefusals.PeriodEndsBeforeItStarts(Day("2021-01-01"), Day("2020-12-31"));
        Given().When(Published with { Document = backwards }).ThenRefused(refusal);
        Given(Published).When(Revised("2023-01-01", backwards)).ThenRefused(refusal);
    }

    [Fact]
    public void A_fact_about_something_else_is_not_recorded_on_a_plan() =>
        Given(Published).When(new ProjectEvent.ProjectCompleted { Effective = On("2023-01-01") }).ThenRefused(new EntryRefusals.WrongKind("project_completed", "plan"));

    private static PlanRevised Revised(string on, PlanDocument document) => new() { Effective = On(on), Document = document };
}
