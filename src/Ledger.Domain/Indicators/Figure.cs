using System.Text.Json.Serialization;
using Ledger.Domain.Time;

namespace Ledger.Domain.Indicators;

/// <summary>属性: how binding an indicator is.</summary>
public enum Property
{
    /// <summary>预期性.</summary>
    [JsonStringEnumMemberName("anticipatory")] Anticipatory,

    /// <summary>约束性.</summary>
    [JsonStringEnumMemberName("binding")] Binding,
}

/// <summary>Where a good value lies.</summary>
public enum Direction
{
    /// <summary>Higher is better.</summary>
    [JsonStringEnumMemberName("increase")] Increase,

    /// <summary>Lower is better.</summary>
    [JsonStringEnumMemberName("decrease")] Decrease,

    /// <summary>It is to stay as it is.</summary>
    [JsonStringEnumMemberName("maintain")] Maintain,
}

/// <summary>How a figure compares with the quantity it speaks of.</summary>
public enum Comparator
{
    /// <summary>Exactly.</summary>
    [JsonStringEnumMemberName("=")] Equal,

    /// <summary>超过: more than.</summary>
    [JsonStringEnumMemberName(">")] Greater,

    /// <summary>以上、不低于: at least.</summary>
    [JsonStringEnumMemberName("≥")] AtLeast,

    /// <summary>低于: less than.</summary>
    [JsonStringEnumMemberName("<")] Less,

    /// <summary>以下、不超过: at most.</summary>
    [JsonStringEnumMemberName("≤")] AtMost,

    /// <summary>约、左右: about.</summary>
    [JsonStringEnumMemberName("≈")] About,

    /// <summary>保持: stay as it is.</summary>
    [JsonStringEnumMemberName("keep")] Keep,
}

/// <summary>Which end of a range a figure is: 1—2所 is two figures.</summary>
public enum Bound
{
    /// <summary>The lower end.</summary>
    [JsonStringEnumMemberName("min")] Min,

    /// <summary>The upper end.</summary>
    [JsonStringEnumMemberName("max")] Max,
}

/// <summary>What a figure is to its plan.</summary>
public enum PointKind
{
    /// <summary>基期值: where the plan starts from.</summary>
    [JsonStringEnumMemberName("baseline")] Baseline,

    /// <summary>实际值: what was reached.</summary>
    [JsonStringEnumMemberName("actual")] Actual,

    /// <summary>目标值: what is to be reached.</summary>
    [JsonStringEnumMemberName("target")] Target,
}

/// <summary>A figure exactly as a source gives it.</summary>
/// <param name="Period">The time it speaks of; absent where the source names none.</param>
/// <param name="Comparator">How it compares; absent where there is no figure.</param>
/// <param name="Value">The number in the unit of its place; absent where only words can say it (68:32, 保持大体相当, —, a blank).</param>
/// <param name="AsWritten">The characters of the source; absent where its place is blank.</param>
/// <param name="Unit">The unit that its place writes, where it differs from the indicator's.</param>
/// <param name="Bound">Which end of a range it is.</param>
public sealed record Figure(
    ReducedDate? Period,
    Comparator? Comparator,
    decimal? Value,
    string? AsWritten,
    string? Unit = null,
    Bound? Bound = null);
