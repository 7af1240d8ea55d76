using System.Text.Json.Serialization;

namespace Ledger.Domain.Indicators;

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
