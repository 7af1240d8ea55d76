using System.Text.Json.Serialization;

namespace Ledger.Domain.Indicators;

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
