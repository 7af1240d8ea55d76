using System.Text.Json.Serialization;

namespace Ledger.Domain.Plans;

/// <summary>学段、项目细类: the part of education that a project or an indicator belongs to.</summary>
public enum Category
{
    /// <summary>学前教育.</summary>
    [JsonStringEnumMemberName("preschool")] Preschool,

    /// <summary>义务教育.</summary>
    [JsonStringEnumMemberName("compulsory")] Compulsory,

    /// <summary>普通高中教育.</summary>
    [JsonStringEnumMemberName("senior-high")] SeniorHigh,

    /// <summary>职业教育.</summary>
    [JsonStringEnumMemberName("vocational")] Vocational,

    /// <summary>特殊教育.</summary>
    [JsonStringEnumMemberName("special")] Special,

    /// <summary>高等教育.</summary>
    [JsonStringEnumMemberName("higher")] Higher,

    /// <summary>继续教育.</summary>
    [JsonStringEnumMemberName("continuing")] Continuing,

    /// <summary>其他: what serves several or none of these.</summary>
    [JsonStringEnumMemberName("support")] Support,
}
