using System.Text.Json.Serialization;

namespace Ledger.Domain.Indicators;

/// <summary>Which end of a range a figure is: 1—2所 is two figures.</summary>
public enum Bound
{
    /// <summary>The lower end.</summary>
    [JsonStringEnumMemberName("min")] Min,

    /// <summary>The upper end.</summary>
    [JsonStringEnumMemberName("max")] Max,
}
