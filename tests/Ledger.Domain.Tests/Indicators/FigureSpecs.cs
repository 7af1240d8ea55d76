using Ledger.Domain.Indicators;
using Ledger.Domain.Time;
using Shouldly;
using Xunit;
using static Ledger.Domain.Indicators.IndicatorEvent;

namespace Ledger.Domain.Tests.Indicators;

public sealed class FigureSpecs : IndicatorSpecs
{
    private static readonly Figure Target2025 = Figure("2025", 95.3m);

    [Fact]
    public void A_target_is_set() =>
        Given(Defined).When(Target("2021-03-31", Target2025)).ThenRecorded(Target("2021-03-31", Target2025))
            .AndOn("2021-03-30", HasPoints())
            .AndOn("2021-03-31", HasPoints((PointKind.Target, Target2025, Table)))
            .AndOn("2021-03-31", Has(i => (i.Target!.Figure, i.Target.EffectiveFrom, i.Target.Position), (Target2025, Day("2021-03-31"), Entry(2))));

    [Fact]
    public void A_place_sets_the_target_of_a_period_once() =>
        Given(Defined, Target("2021-03-31", Target2025)).When(Target("2021-04-01", Figure("2025", 96m)))
            .ThenRefused(new IndicatorRefusals.TargetAlreadySet("2025"));

    [Fact]
    public void A_back_dated_target_contradicts_the_one_set_before() =>
        Given(Defined, Target("2021-03-31", Target2025)).When(Target("2021-03-30", Figure("2025", 96m)))
            .ThenRefused(new IndicatorRefusals.TargetAlreadySet("2025"), contradicts: Entry(2));

    [Fact]
    public void Two_places_may_set_two_targets_and_both_are_kept() =>
        Given(Defined, Target("2021-03-31", Target2025)).When(Target("2021-03-31", Figure("2025", 95.8m), Prose)).ThenRecorded(Target("2021-03-31", Figure("2025", 95.8m), Prose))
            .AndOn("2021-03-31", HasPoints((PointKind.Target, Target2025, Table), (PointKind.Target, Figure("2025", 95.8m), Prose)))
            .AndOn("2021-03-31", Has(i => i.Target?.Figure, Target2025));

    [Fact]
    public void The_words_of_a_place_do_not_make_it_another_place() =>
        Given(Defined, Target("2021-03-31", Target2025)).When(Target("2021-04-01", Target2025, Table with { Evidence = "95.3" }))
            .ThenRefused(new IndicatorRefusals.TargetAlreadySet("2025"));

    [Fact]
    public void A_figure_without_a_place_is_a_place_of_its_own()
    {
        var unplaced = new TargetSet { Effective = On("2021-03-31"), Figure = Target2025 };
        Given(Defined, Target("2021-03-31", Target2025)).When(unplaced).ThenRecorded(unplaced);
        Given(Defined, unplaced).When(unplaced).ThenRefused(new IndicatorRefusals.TargetAlreadySet("2025"));
    }

    [Fact]
    public void A_target_is_revised_where_it_was_set() =>
        Given(Defined, Target("2021-03-31", Target2025), Target("2021-03-31", Figure("2025", 95.8m), Prose))
            .When(Revised("2023-01-01", Figure("2025", 97m), Prose)).ThenRecorded(Revised("2023-01-01", Figure("2025", 97m), Prose))
            .AndOn("2022-12-31", HasPoints((PointKind.Target, Target2025, Table), (PointKind.Target, Figure("2025", 95.8m), Prose)))
            .AndOn("2023-01-01", HasPoints((PointKind.Target, Target2025, Table), (PointKind.Target, Figure("2025", 97m), Prose)));

    [Fact]
    public void Another_place_may_revise_the_target() =>
        Given(Defined, Target("2021-03-31", Target2025)).When(Revised("2023-01-01", Figure("2025", 97m), Prose)).ThenRecorded(Revised("2023-01-01", Figure("2025", 97m), Prose))
            .AndOn("2023-01-01", HasPoints((PointKind.Target, Figure("2025", 97m), Prose)));

    [Fact]
    public void Only_a_target_that_is_set_is_revised()
    {
        Given(Defined).When(Revised("2023-01-01", Target2025)).ThenRefused(new IndicatorRefusals.NoTargetToRevise("2025"));
        Given(Defined, Target("2021-03-31", Target2025)).When(Revised("2023-01-01", Figure("2022", 94m))).ThenRefused(new IndicatorRefusals.NoTargetToRevise("2022"));
        Given(Defined, Target("2021-03-31", Target2025)).When(Revised("2021-03-30", Figure("2025", 97m))).ThenRefused(new IndicatorRefusals.NoTargetToRevise("2025"));
        Given(Defined, Baseline("2021-03-31", Figure("2025", 94m))).When(Revised("2023-01-01", Figure("2025", 97m))).ThenRefused(new IndicatorRefusals.NoTargetToRevise("2025"));
    }

    [Fact]
    public void A_voided_target_leaves_its_revision_without_ground() =>
        Given(Defined, Target("2021-03-31", Target2025), Revised("2023-01-01", Figure("2025", 97m))).When(Void(2))
            .ThenRefused(new IndicatorRefusals.NoTargetToRevise("2025"), contradicts: Entry(3));

    [Fact]
    public void A_range_is_two_figures() =>
        Given(Defined, Target("2021-03-31", Figure("2025", 1m, Bound.Min))).When(Target("2021-03-31", Figure("2025", 2m, Bound.Max)))
            .ThenRecorded(Target("2021-03-31", Figure("2025", 2m, Bound.Max)))
            .AndOn("2021-03-31", HasPoints((PointKind.Target, Figure("2025", 1m, Bound.Min), Table), (PointKind.Target, Figure("2025", 2m, Bound.Max), Table)));

    [Fact]
    public void One_end_of_a_range_is_revised_alone() =>
        Given(Defined, Target("2021-03-31", Figure("2025", 1m, Bound.Min)), Target("2021-03-31", Figure("2025", 2m, Bound.Max)))
            .When(Revised("2022-01-01", Figure("2025", 3m, Bound.Max))).ThenRecorded(Revised("2022-01-01", Figure("2025", 3m, Bound.Max)))
            .AndOn("2022-01-01", HasPoints((PointKind.Target, Figure("2025", 1m, Bound.Min), Table), (PointKind.Target, Figure("2025", 3m, Bound.Max), Table)));

    [Fact]
    public void The_target_shown_is_that_of_the_last_period() =>
        Given(Defined, Target("2021-03-31", Target2025), Target("2021-03-31", Figure(null, 99m))).When(Target("2021-03-31", Figure("2022", 94m)))
            .ThenRecorded(Target("2021-03-31", Figure("2022", 94m)))
            .AndOn("2021-03-31", Has(i => i.Target?.Figure, Target2025));

    [Fact]
    public void A_baseline_and_a_value_told_again_by_the_same_place_are_replaced()
    {
        Given(Defined, Baseline("2021-01-01", Figure("2020", 93m))).When(Baseline("2022-01-01", Figure("2020", 93.5m))).ThenRecorded(Baseline("2022-01-01", Figure("2020", 93.5m)))
            .AndOn("2021-12-31", HasPoints((PointKind.Baseline, Figure("2020", 93m), Table)))
            .AndOn("2022-01-01", HasPoints((PointKind.Baseline, Figure("2020", 93.5m), Table)));
        Given(Defined, Reported("2023-01-01", Figure("2022", 94m))).When(Reported("2023-02-01", Figure("2022", 94.1m))).ThenRecorded(Reported("2023-02-01", Figure("2022", 94.1m)))
            .AndOn("2023-02-01", HasPoints((PointKind.Actual, Figure("2022", 94.1m), Table)));
    }

    [Fact]
    public void Two_places_may_give_two_baselines_and_the_first_is_shown() =>
        Given(Defined, Baseline("2021-01-01", Figure("2020", 95.3m))).When(Baseline("2021-01-01", Figure("2020", 95.8m), Prose)).ThenRecorded(Baseline("2021-01-01", Figure("2020", 95.8m), Prose))
            .AndOn("2021-01-01", Has(i => i.Points.Count, 2))
            .AndOn("2021-01-01", Has(i => i.Baseline?.Figure.Value, 95.3m));

    [Fact]
    public void The_latest_value_is_that_of_the_latest_period_whenever_told() =>
        Given(Defined, Reported("2023-12-31", Figure("2023", 95m))).When(Reported("2024-06-01", Figure("2022", 94m))).ThenRecorded(Reported("2024-06-01", Figure("2022", 94m)))
            .AndOn("2024-06-01", Has(i => i.Latest?.Figure.Value, 95m));

    [Fact]
    public void A_figure_may_be_only_words() =>
        Given(Defined).When(Target("2021-03-31", Figure("2025", null))).ThenRecorded(Target("2021-03-31", Figure("2025", null)))
            .AndOn("2021-03-31", Has(i => i.Target?.Figure.AsWritten, "—"));

    [Fact]
    public void A_figure_is_withdrawn_where_it_was_given()
    {
        var withdrawn = new FigureWithdrawn { Effective = On("2023-01-01"), Kind = PointKind.Target, Period = ReducedDate.OfYear(2025), Source = Prose };
        Given(Defined, Target("2021-03-31", Target2025), Target("2021-03-31", Figure("2025", 95.8m), Prose)).When(withdrawn).ThenRecorded(withdrawn)
            .AndOn("2022-12-31", Has(i => i.Points.Count, 2))
            .AndOn("2023-01-01", HasPoints((PointKind.Target, Target2025, Table)));
        Given(Defined, Target("2021-03-31", Target2025)).When(withdrawn).ThenRefused(new IndicatorRefusals.NoFigureToWithdraw(PointKind.Target, "2025"));
        Given(Defined, Target("2021-03-31", Target2025, Prose), withdrawn).When(withdrawn).ThenRefused(new IndicatorRefusals.NoFigureToWithdraw(PointKind.Target, "2025"));
    }

    [Fact]
    public void A_target_that_was_withdrawn_can_be_set_again() =>
        Given(Defined, Target("2021-03-31", Target2025), new FigureWithdrawn { Effective = On("2022-01-01"), Kind = PointKind.Target, Period = ReducedDate.OfYear(2025), Source = Table })
            .When(Target("2022-01-01", Figure("2025", 96m))).ThenRecorded(Target("2022-01-01", Figure("2025", 96m)))
            .AndOn("2022-01-01", HasPoints((PointKind.Target, Figure("2025", 96m), Table)));

    [Fact]
    public void A_stated_change_is_kept_replaced_and_withdrawn()
    {
        var withdrawn = new ChangeWithdrawn { Effective = On("2023-01-01"), From = ReducedDate.OfYear(2015), To = ReducedDate.OfYear(2020), Source = Table };
        Given(Defined).When(Change("2021-01-01", 12.3m)).ThenRecorded(Change("2021-01-01", 12.3m)).AndOn("2021-01-01", Changes(12.3m));
        Given(Defined, Change("2021-01-01", 12.3m)).When(Change("2022-01-01", 12.4m)).ThenRecorded(Change("2022-01-01", 12.4m)).AndOn("2022-01-01", Changes(12.4m));
        Given(Defined, Change("2021-01-01", 12.3m)).When(Change("2021-01-01", 12.4m, Prose)).ThenRecorded(Change("2021-01-01", 12.4m, Prose)).AndOn("2021-01-01", Changes(12.3m, 12.4m));
        Given(Defined, Change("2021-01-01", 12.3m), Change("2021-01-01", 12.4m, Prose)).When(withdrawn).ThenRecorded(withdrawn).AndOn("2023-01-01", Changes(12.4m));
        Given(Defined).When(withdrawn).ThenRefused(new IndicatorRefusals.NoFigureToWithdraw(null, "2020"));
    }

    private static Action<Indicator> Changes(params decimal?[] values) =>
        state => state.ShouldBeOfType<Indicator.Defined>().Changes.Select(change => change.Value).ToArray().ShouldBe(values);
}
