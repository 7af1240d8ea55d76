using System.Text.Json.Serialization;

namespace Ledger.Domain.Plans;

/// <summary>评估类型: which of the reports that a plan owes.</summary>
public enum EvaluationKind
{
    /// <summary>年度评估: once a year.</summary>
    [JsonStringEnumMemberName("annual")] Annual,

    /// <summary>中期评估: in the middle of the plan's period.</summary>
    [JsonStringEnumMemberName("midterm")] Midterm,

    /// <summary>总结评估: at its end.</summary>
    [JsonStringEnumMemberName("final")] Final,
}
