using System.Text.Json.Serialization;

namespace Ledger.Domain.Indicators;

/// <summary>达标情况: how the latest value of an indicator stands to the target of its last period.</summary>
public enum Attainment
{
    /// <summary>已达标: the latest value is where the target wants it.</summary>
    [JsonStringEnumMemberName("reached")] Reached,

    /// <summary>未达标: it is not there yet, or no more.</summary>
    [JsonStringEnumMemberName("not-reached")] NotReached,

    /// <summary>未填报: no value was reported since the baseline.</summary>
    [JsonStringEnumMemberName("not-reported")] NotReported,

    /// <summary>不可比: target or value is no number (68:32, 保持大体相当), or they are in different units.</summary>
    [JsonStringEnumMemberName("not-comparable")] NotComparable,

    /// <summary>无目标: nothing is to be reached.</summary>
    [JsonStringEnumMemberName("no-target")] NoTarget,
}

/// <summary>Judges indicators.</summary>
public static class Attainments
{
    /// <summary>How the latest value stands to the target of the last period.</summary>
    /// <remarks>
    /// A target without a comparator that says more (=, ≈) is reached from the side on which the indicator is to move: by its
    /// direction, or else from the baseline towards the target; where neither tells a side, by the very value.
    /// </remarks>
    public static Attainment Judge(Indicator.Defined indicator)
    {
        if (indicator.Target is not { } target) return Attainment.NoTarget;
        if (indicator.Latest is not { } latest) return Attainment.NotReported;
        if (target.Figure is not { Value: { } wanted, Comparator: { } comparator } || latest.Figure.Value is not { } value
            || comparator == Comparator.Keep || UnitOf(indicator, target) != UnitOf(indicator, latest)) return Attainment.NotComparable;
        return Holds(value, SideOf(indicator, target.Figure, comparator, wanted), wanted) ? Attainment.Reached : Attainment.NotReached;
    }

    private static string? UnitOf(Indicator.Defined indicator, Point point) => point.Figure.Unit ?? indicator.Definition.Unit;

    private static Comparator SideOf(Indicator.Defined indicator, Figure target, Comparator comparator, decimal wanted) => (comparator, target.Bound) switch
    {
        (not (Comparator.Equal or Comparator.About), _) => comparator,
        (_, Bound.Min) => Comparator.AtLeast,
        (_, Bound.Max) => Comparator.AtMost,
        _ => (indicator.Definition.Direction, indicator.Baseline?.Figure.Value) switch
        {
            (Direction.Increase, _) => Comparator.AtLeast,
            (Direction.Decrease, _) => Comparator.AtMost,
            (null, { } start) when start < wanted => Comparator.AtLeast,
            (null, { } start) when start > wanted => Comparator.AtMost,
            _ => comparator,
        },
    };

    private static bool Holds(decimal value, Comparator comparator, decimal wanted) => comparator switch
    {
        Comparator.Greater => value > wanted,
        Comparator.AtLeast => value >= wanted,
        Comparator.Less => value < wanted,
        Comparator.AtMost => value <= wanted,
        _ => value == wanted,
    };
}
