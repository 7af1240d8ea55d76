using Ledger.Domain.Entries;
using Ledger.Domain.Quantities;

namespace Ledger.Domain.Projects;

/// <summary>Facts about one capital project. Stored bytes: see <see cref="LedgerEvent"/>.</summary>
public abstract record ProjectEvent : LedgerEvent
{
    private ProjectEvent() { }

    /// <summary>项目进展情况 in the source's own words, where it has any.</summary>
    public string? StatusAsWritten { get; init; }

    /// <summary>列入规划: a plan names the project. The first fact of every project.</summary>
    [StoredAs("project_planned")]
    public sealed record ProjectPlanned : ProjectEvent
    {
        /// <summary>Code of the plan.</summary>
        public required string Plan { get; init; }

        /// <summary>项目编号: the document's own number.</summary>
        public string? Number { get; init; }

        /// <summary>项目名称.</summary>
        public required string Name { get; init; }

        /// <summary>What is to be built.</summary>
        public required Scope Scope { get; init; }

        /// <summary>When.</summary>
        public required Schedule Schedule { get; init; }
    }

    /// <summary>更名: the project goes by another name.</summary>
    [StoredAs("project_renamed")]
    public sealed record ProjectRenamed : ProjectEvent
    {
        /// <summary>The new name.</summary>
        public required string Name { get; init; }
    }

    /// <summary>前期进展: preliminary works are under way, somewhere between planned and drawings approved.</summary>
    [StoredAs("preliminary_works_reported")]
    public sealed record PreliminaryWorksReported : ProjectEvent;

    /// <summary>开始选址: a site is being chosen.</summary>
    [StoredAs("site_selection_started")]
    public sealed record SiteSelectionStarted : ProjectEvent;

    /// <summary>完成选址: the site was chosen.</summary>
    [StoredAs("site_selected")]
    public sealed record SiteSelected : ProjectEvent;

    /// <summary>完成立项: the project was approved.</summary>
    [StoredAs("project_approved")]
    public sealed record ProjectApproved : ProjectEvent;

    /// <summary>可研批复: the feasibility study was approved.</summary>
    [StoredAs("feasibility_approved")]
    public sealed record FeasibilityApproved : ProjectEvent;

    /// <summary>施工图送审: the construction drawings went into review.</summary>
    [StoredAs("drawings_submitted")]
    public sealed record DrawingsSubmitted : ProjectEvent;

    /// <summary>完成施工图审查: the construction drawings were approved.</summary>
    [StoredAs("drawings_approved")]
    public sealed record DrawingsApproved : ProjectEvent;

    /// <summary>开工: construction began.</summary>
    [StoredAs("construction_started")]
    public sealed record ConstructionStarted : ProjectEvent;

    /// <summary>形象进度: how far the works are.</summary>
    [StoredAs("progress_reported")]
    public sealed record ProgressReported : ProjectEvent
    {
        /// <summary>Share of the works done, 0 to 100 percent. A plain number, so that what lies outside can be refused.</summary>
        public required decimal Percent { get; init; }

        /// <summary>累计完成投资: investment to date.</summary>
        public TenThousandYuan? InvestedTenThousandYuan { get; init; }
    }

    /// <summary>建成: a new facility was built.</summary>
    [StoredAs("facility_built")]
    public sealed record FacilityBuilt : ProjectEvent;

    /// <summary>扩建完成: a facility was expanded.</summary>
    [StoredAs("facility_expanded")]
    public sealed record FacilityExpanded : ProjectEvent;

    /// <summary>迁建完成: a facility was relocated.</summary>
    [StoredAs("facility_relocated")]
    public sealed record FacilityRelocated : ProjectEvent;

    /// <summary>购置完成: a facility was acquired.</summary>
    [StoredAs("facility_acquired")]
    public sealed record FacilityAcquired : ProjectEvent;

    /// <summary>撤并: a facility was merged into another.</summary>
    [StoredAs("facility_merged")]
    public sealed record FacilityMerged : ProjectEvent
    {
        /// <summary>The facility that goes on, if the source tells.</summary>
        public string? Into { get; init; }
    }

    /// <summary>竣工: the works were completed.</summary>
    [StoredAs("project_completed")]
    public sealed record ProjectCompleted : ProjectEvent;

    /// <summary>投入使用: the facility was opened.</summary>
    [StoredAs("facility_opened")]
    public sealed record FacilityOpened : ProjectEvent;

    /// <summary>停工: the project was suspended.</summary>
    [StoredAs("project_suspended")]
    public sealed record ProjectSuspended : ProjectEvent;

    /// <summary>复工: the project was resumed.</summary>
    [StoredAs("project_resumed")]
    public sealed record ProjectResumed : ProjectEvent;

    /// <summary>取消: the project was cancelled.</summary>
    [StoredAs("project_cancelled")]
    public sealed record ProjectCancelled : ProjectEvent;

    /// <summary>规模调整: what is to be built was revised; the whole scope as it is now.</summary>
    [StoredAs("scope_revised")]
    public sealed record ScopeRevised : ProjectEvent
    {
        /// <summary>The whole scope from now on.</summary>
        public required Scope Scope { get; init; }
    }

    /// <summary>工期调整: the schedule was revised; the whole schedule as it is now.</summary>
    [StoredAs("schedule_revised")]
    public sealed record ScheduleRevised : ProjectEvent
    {
        /// <summary>The whole schedule from now on.</summary>
        public required Schedule Schedule { get; init; }
    }
}
