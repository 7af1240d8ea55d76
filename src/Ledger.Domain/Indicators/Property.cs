using System.Text.Json.Serialization;

namespace Ledger.Domain.Indicators;

/// <summary>属性: how binding an indicator is.</summary>
public enum Property
{
    /// <summary>预期性.</summary>
    [JsonStringEnumMemberName("anticipatory")] Anticipatory,

    /// <summary>约束性.</summary>
    [JsonStringEnumMemberName("binding")] Binding,
}
