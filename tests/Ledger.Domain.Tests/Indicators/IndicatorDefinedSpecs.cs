using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Shouldly;
using Xunit;
using static Ledger.Domain.Indicators.IndicatorEvent;

namespace Ledger.Domain.Tests.Indicators;

public sealed class IndicatorDefinedSpecs : IndicatorSpecs
{
    private static readonly IndicatorRetired Retired = new() { Effective = On("2024-01-01") };

    [Fact]
    public void A_plan_defines_an_indicator() =>
        Given().When(Defined).ThenRecorded(Defined)
            .AndOn("2020-12-31", state => state.ShouldBe(new Indicator.Undefined()))
            .AndOn("2021-01-01", state => state.ShouldBe(new Indicator.Defined(Definition, [], [], Table)));

    [Fact]
    public void Nothing_precedes_the_definition() =>
        Given().When(Target("2021-01-01", Figure("2025", 95.3m))).ThenRefused(new IndicatorRefusals.IndicatorNotDefined());

    [Fact]
    public void Nothing_back_dated_precedes_the_definition() =>
        Given(Defined).When(Reported("2015", Figure("2015", 80m))).ThenRefused(new IndicatorRefusals.IndicatorNotDefined());

    [Fact]
    public void It_is_defined_once() =>
        Given(Defined).When(Defined).ThenRefused(new IndicatorRefusals.IndicatorAlreadyDefined());

    [Fact]
    public void It_needs_a_name()
    {
        Given().When(Defined with { Definition = Definition with { Name = "" } }).ThenRefused(new IndicatorRefusals.IndicatorNameRequired());
        Given(Defined).When(new IndicatorRevised { Effective = On("2022-01-01"), Definition = Definition with { Name = " " } })
            .ThenRefused(new IndicatorRefusals.IndicatorNameRequired());
    }

    [Fact]
    public void A_revised_definition_keeps_its_figures()
    {
        var revised = new IndicatorRevised { Effective = On("2022-01-01"), Definition = Definition with { Unit = "万人" } };
        Given(Defined, Target("2021-01-01", Figure("2025", 95.3m))).When(revised).ThenRecorded(revised)
            .AndOn("2021-12-31", Has(i => i.Definition.Unit, "%"))
            .AndOn("2022-01-01", Has(i => (i.Definition.Unit, i.Points.Count), ("万人", 1)));
    }

    [Fact]
    public void It_is_retired_and_keeps_what_it_was() =>
        Given(Defined, Target("2021-01-01", Figure("2025", 95.3m))).When(Retired).ThenRecorded(Retired)
            .AndOn("2023-12-31", Has(i => i.Points.Count, 1))
            .AndOn("2024-01-01", state => state.ShouldBeOfType<Indicator.Retired>().Last.Points.Count.ShouldBe(1));

    [Fact]
    public void Nothing_follows_its_retirement()
    {
        IndicatorEvent[] entries = [Defined with { Effective = On("2024-01-01") }, Reported("2024-01-01", Figure("2023", 95m)), Retired, Target("2025-01-01", Figure("2025", 95.3m))];
        foreach (var entry in entries) Given(Defined, Retired).When(entry).ThenRefused(new IndicatorRefusals.IndicatorIsRetired());
    }

    [Fact]
    public void A_back_dated_retirement_contradicts_what_follows() =>
        Given(Defined, Reported("2024-06-30", Figure("2024", 95m))).When(Retired).ThenRefused(new IndicatorRefusals.IndicatorIsRetired(), contradicts: Entry(2));

    [Fact]
    public void A_fact_about_something_else_is_not_recorded_on_an_indicator() =>
        Given(Defined).When(new ProjectEvent.ProjectCompleted { Effective = On("2022-01-01") }).ThenRefused(new EntryRefusals.WrongKind("project_completed", "indicator"));
}
