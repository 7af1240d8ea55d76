using System.Text.Json.Serialization;

namespace Ledger.Domain.Indicators;

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
