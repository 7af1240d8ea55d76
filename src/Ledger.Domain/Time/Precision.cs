using System.Text.Json.Serialization;

namespace Ledger.Domain.Time;

/// <summary>How exactly a date is known. Documents often name only a month or a year.</summary>
public enum Precision
{
    /// <summary>日: one day, such as 2022-06-18.</summary>
    [JsonStringEnumMemberName("day")] Day,

    /// <summary>月: one month, such as 2022-06.</summary>
    [JsonStringEnumMemberName("month")] Month,

    /// <summary>季度: one quarter, such as 2022-Q2.</summary>
    [JsonStringEnumMemberName("quarter")] Quarter,

    /// <summary>年: one year, such as 2022.</summary>
    [JsonStringEnumMemberName("year")] Year,
}
