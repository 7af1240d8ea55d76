using System.Text.Json.Serialization;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

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

/// <summary>Makes the events that steps become.</summary>
internal static class ProgressSteps
{
    /// <summary>The event of a row.</summary>
    public static ProjectEvent Event(ProgressRow row, EffectiveDate effective) => row.Step switch
    {
        ProgressStep.PreliminaryWorksReported => new ProjectEvent.PreliminaryWorksReported { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.SiteSelectionStarted => new ProjectEvent.SiteSelectionStarted { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.SiteSelected => new ProjectEvent.SiteSelected { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.ProjectApproved => new ProjectEvent.ProjectApproved { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.FeasibilityApproved => new ProjectEvent.FeasibilityApproved { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.DrawingsSubmitted => new ProjectEvent.DrawingsSubmitted { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.DrawingsApproved => new ProjectEvent.DrawingsApproved { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.ConstructionStarted => new ProjectEvent.ConstructionStarted { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        // Works that are only seen to go on, without a percentage, have begun: no more is said.
        ProgressStep.ProgressReported when row.Percent is null => Event(row with { Step = ProgressStep.ConstructionStarted }, effective with { Observed = true }),
        ProgressStep.ProgressReported => new ProjectEvent.ProgressReported { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten, Percent = row.Percent.Value },
        ProgressStep.FacilityBuilt => new ProjectEvent.FacilityBuilt { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.FacilityExpanded => new ProjectEvent.FacilityExpanded { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.FacilityRelocated => new ProjectEvent.FacilityRelocated { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.FacilityAcquired => new ProjectEvent.FacilityAcquired { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.ProjectCompleted => new ProjectEvent.ProjectCompleted { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.FacilityOpened => new ProjectEvent.FacilityOpened { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        ProgressStep.FacilityMerged => new ProjectEvent.FacilityMerged { Effective = effective, Source = row.Source, StatusAsWritten = row.AsWritten },
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Step, "No such step."),
    };

    /// <summary>Whether the step ends the works, in whatever way.</summary>
    public static bool Finishes(ProgressStep step) => step is ProgressStep.FacilityBuilt or ProgressStep.FacilityExpanded
        or ProgressStep.FacilityRelocated or ProgressStep.FacilityAcquired or ProgressStep.ProjectCompleted
        or ProgressStep.FacilityOpened or ProgressStep.FacilityMerged;

    /// <summary>Whether the works have begun with this step, or before it.</summary>
    public static bool HasBegun(ProgressStep step) =>
        step is ProgressStep.ConstructionStarted or ProgressStep.ProgressReported || Finishes(step);
}
