using System.Text.Json.Serialization;

namespace Ledger.Domain.Packages;

/// <summary>The steps that a package can report. Their codes are the stored names of the events they become.</summary>
public enum ProgressStep
{
    /// <summary>前期进展阶段.</summary>
    [JsonStringEnumMemberName("preliminary_works_reported")] PreliminaryWorksReported,

    /// <summary>正在进行选址.</summary>
    [JsonStringEnumMemberName("site_selection_started")] SiteSelectionStarted,

    /// <summary>完成选址.</summary>
    [JsonStringEnumMemberName("site_selected")] SiteSelected,

    /// <summary>完成立项.</summary>
    [JsonStringEnumMemberName("project_approved")] ProjectApproved,

    /// <summary>可研.</summary>
    [JsonStringEnumMemberName("feasibility_approved")] FeasibilityApproved,

    /// <summary>施工图审查.</summary>
    [JsonStringEnumMemberName("drawings_submitted")] DrawingsSubmitted,

    /// <summary>已完成施工图审查.</summary>
    [JsonStringEnumMemberName("drawings_approved")] DrawingsApproved,

    /// <summary>已开工建设.</summary>
    [JsonStringEnumMemberName("construction_started")] ConstructionStarted,

    /// <summary>形象进度.</summary>
    [JsonStringEnumMemberName("progress_reported")] ProgressReported,

    /// <summary>建成.</summary>
    [JsonStringEnumMemberName("facility_built")] FacilityBuilt,

    /// <summary>扩建完成.</summary>
    [JsonStringEnumMemberName("facility_expanded")] FacilityExpanded,

    /// <summary>迁建完成.</summary>
    [JsonStringEnumMemberName("facility_relocated")] FacilityRelocated,

    /// <summary>购置完成.</summary>
    [JsonStringEnumMemberName("facility_acquired")] FacilityAcquired,

    /// <summary>竣工.</summary>
    [JsonStringEnumMemberName("project_completed")] ProjectCompleted,

    /// <summary>投入使用.</summary>
    [JsonStringEnumMemberName("facility_opened")] FacilityOpened,

    /// <summary>撤并. The last: nothing follows it.</summary>
    [JsonStringEnumMemberName("facility_merged")] FacilityMerged,
}
