using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>Makes the events that steps become.</summary>
internal static class ProgressSteps
{
    /// <summary>The event of a row.</summary>
    public static ProjectEvent Event(ProgressRow row, EffectiveDate effective) =>
        Bare(row, effective) with { Source = row.Source, StatusAsWritten = row.AsWritten };

    /// <summary>Whether the step ends the works, in whatever way.</summary>
    public static bool Finishes(ProgressStep step) => step is ProgressStep.FacilityBuilt or ProgressStep.FacilityExpanded
        or ProgressStep.FacilityRelocated or ProgressStep.FacilityAcquired or ProgressStep.ProjectCompleted
        or ProgressStep.FacilityOpened or ProgressStep.FacilityMerged;

    /// <summary>Whether the works have begun with this step, or before it.</summary>
    public static bool HasBegun(ProgressStep step) =>
        step is ProgressStep.ConstructionStarted or ProgressStep.ProgressReported || Finishes(step);

    private static ProjectEvent Bare(ProgressRow row, EffectiveDate effective) => row.Step switch
    {
        ProgressStep.PreliminaryWorksReported => new ProjectEvent.PreliminaryWorksReported { Effective = effective },
        ProgressStep.SiteSelectionStarted => new ProjectEvent.SiteSelectionStarted { Effective = effective },
        ProgressStep.SiteSelected => new ProjectEvent.SiteSelected { Effective = effective },
        ProgressStep.ProjectApproved => new ProjectEvent.ProjectApproved { Effective = effective },
        ProgressStep.FeasibilityApproved => new ProjectEvent.FeasibilityApproved { Effective = effective },
        ProgressStep.DrawingsSubmitted => new ProjectEvent.DrawingsSubmitted { Effective = effective },
        ProgressStep.DrawingsApproved => new ProjectEvent.DrawingsApproved { Effective = effective },
        ProgressStep.ConstructionStarted => new ProjectEvent.ConstructionStarted { Effective = effective },
        // Works that are only seen to go on, without a percentage, have begun: no more is said.
        ProgressStep.ProgressReported when row.Percent is null => new ProjectEvent.ConstructionStarted { Effective = effective with { Observed = true } },
        ProgressStep.ProgressReported => new ProjectEvent.ProgressReported { Effective = effective, Percent = row.Percent.Value },
        ProgressStep.FacilityBuilt => new ProjectEvent.FacilityBuilt { Effective = effective },
        ProgressStep.FacilityExpanded => new ProjectEvent.FacilityExpanded { Effective = effective },
        ProgressStep.FacilityRelocated => new ProjectEvent.FacilityRelocated { Effective = effective },
        ProgressStep.FacilityAcquired => new ProjectEvent.FacilityAcquired { Effective = effective },
        ProgressStep.ProjectCompleted => new ProjectEvent.ProjectCompleted { Effective = effective },
        ProgressStep.FacilityOpened => new ProjectEvent.FacilityOpened { Effective = effective },
        ProgressStep.FacilityMerged => new ProjectEvent.FacilityMerged { Effective = effective },
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Step, "No such step."),
    };
}
