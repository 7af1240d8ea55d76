using System.Text.Json.Serialization;

namespace Ledger.Domain.Projects;

/// <summary>项目进展: where a project stands. The first ten form the ladder, in order; the last three stand aside.</summary>
public enum Stage
{
    /// <summary>规划项目: in the plan.</summary>
    [JsonStringEnumMemberName("planned")] Planned,

    /// <summary>前期进展阶段: somewhere between planned and drawings approved; the document does not say where.</summary>
    [JsonStringEnumMemberName("preliminary-works")] PreliminaryWorks,

    /// <summary>正在进行选址: a site is being chosen, or has been.</summary>
    [JsonStringEnumMemberName("site-selection")] SiteSelection,

    /// <summary>完成立项: approved.</summary>
    [JsonStringEnumMemberName("approved")] Approved,

    /// <summary>可研: feasibility study approved.</summary>
    [JsonStringEnumMemberName("feasibility-approved")] FeasibilityApproved,

    /// <summary>施工图审查: construction drawings under review.</summary>
    [JsonStringEnumMemberName("drawings-under-review")] DrawingsUnderReview,

    /// <summary>已完成施工图审查: construction drawings approved.</summary>
    [JsonStringEnumMemberName("drawings-approved")] DrawingsApproved,

    /// <summary>已开工建设: under construction.</summary>
    [JsonStringEnumMemberName("under-construction")] UnderConstruction,

    /// <summary>建成、竣工: built.</summary>
    [JsonStringEnumMemberName("built")] Built,

    /// <summary>投入使用: in use.</summary>
    [JsonStringEnumMemberName("in-use")] InUse,

    /// <summary>停工: suspended.</summary>
    [JsonStringEnumMemberName("suspended")] Suspended,

    /// <summary>取消: cancelled; nothing follows.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,

    /// <summary>撤并: the facility was merged into another; nothing follows.</summary>
    [JsonStringEnumMemberName("merged-away")] MergedAway,
}
