using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Indicators;

public sealed class AttainmentTests
{
    [Theory]
    [InlineData(Comparator.AtLeast, 96, 96, Attainment.Reached)]
    [InlineData(Comparator.Greater, 96, 96, Attainment.NotReached)]
    [InlineData(Comparator.AtMost, 45, 45.5, Attainment.NotReached)]
    [InlineData(Comparator.Less, 45, 44, Attainment.Reached)]
    [InlineData(Comparator.Keep, 45, 45, Attainment.NotComparable)]
    public void A_comparator_says_from_which_side(Comparator comparator, decimal target, decimal latest, Attainment expected) =>
        Judge(null, null, Figure(comparator, target), Figure(Comparator.Equal, latest)).ShouldBe(expected);

    [Theory]
    [InlineData(Direction.Increase, 90, 97, Attainment.Reached)]
    [InlineData(Direction.Decrease, 90, 97, Attainment.NotReached)]
    [InlineData(null, 90, 97, Attainment.Reached)]
    [InlineData(null, 99, 97, Attainment.NotReached)]
    [InlineData(null, 99, 95, Attainment.Reached)]
    [InlineData(null, null, 97, Attainment.NotReached)]
    [InlineData(null, null, 96, Attainment.Reached)]
    public void A_plain_figure_is_reached_by_the_direction_or_from_the_baseline(Direction? direction, int? baseline, decimal latest, Attainment expected) =>
        Judge(direction, baseline, Figure(Comparator.Equal, 96), Figure(Comparator.Equal, latest)).ShouldBe(expected);

    [Fact]
    public void What_is_no_number_or_of_another_unit_can_not_be_compared()
    {
        Judge(null, null, new Figure(ReducedDate.OfYear(2025), null, null, "68:32"), Figure(Comparator.Equal, 96)).ShouldBe(Attainment.NotComparable);
        Judge(null, null, Figure(Comparator.AtLeast, 9), Figure(Comparator.Equal, 96_000) with { Unit = "人" }).ShouldBe(Attainment.NotComparable);
    }

    [Fact]
    public void Without_a_target_or_a_value_there_is_nothing_to_judge()
    {
        Judge(null, 90, Figure(Comparator.Equal, 96), null).ShouldBe(Attainment.NotReported);
        Judge(null, 90, null, Figure(Comparator.Equal, 96)).ShouldBe(Attainment.NoTarget);
    }

    [Fact]
    public void The_path_needed_leads_from_the_latest_value_to_the_last_target()
    {
        var path = NeededPath.Of(Indicator(null, 90, Figure(Comparator.Greater, 98), Figure(Comparator.Equal, 95) with { Period = ReducedDate.OfYear(2022) }))!;
        (path.Start, path.Target, path.From, path.To).ShouldBe((95m, 98m, new DateOnly(2022, 12, 31), new DateOnly(2025, 12, 31)));
        Math.Round(path.PerYear, 2).ShouldBe(1m);
    }

    [Fact]
    public void No_path_is_needed_where_the_target_is_reached_or_its_time_is_over()
    {
        NeededPath.Of(Indicator(null, 90, Figure(Comparator.AtLeast, 96), Figure(Comparator.Equal, 97))).ShouldBeNull();
        NeededPath.Of(Indicator(null, 90, Figure(Comparator.AtLeast, 99), Figure(Comparator.Equal, 97))).ShouldBeNull();
    }

    private static Figure Figure(Comparator comparator, decimal value) => new(ReducedDate.OfYear(2025), comparator, value, null);

    private static Attainment Judge(Direction? direction, int? baseline, Figure? target, Figure? latest) =>
        Attainments.Judge(Indicator(direction, baseline, target, latest));

    private static Indicator.Defined Indicator(Direction? direction, int? baseline, Figure? target, Figure? latest) => new(
        new IndicatorDefinition("p", "n", Category.Compulsory, "万人", null, direction, null, null),
        [
            .. baseline is { } value ? new[] { Point(PointKind.Baseline, Figure(Comparator.Equal, value)) } : [],
            .. target is not null ? new[] { Point(PointKind.Target, target) } : [],
            .. latest is not null ? new[] { Point(PointKind.Actual, latest) } : [],
        ],
        [], null);

    private static Point Point(PointKind kind, Figure figure) => new(kind, figure, null, new DateOnly(2025, 1, 1), 1, DateTimeOffset.UnixEpoch);
}
