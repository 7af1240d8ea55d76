using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

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
