using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;
using static Ledger.Domain.Projects.ProjectEvent;

namespace Ledger.Domain.Tests.Laws;

/// <summary>What can be told of a project.</summary>
public sealed class ProjectVerbs : IVerbs
{
    public static IReadOnlyList<(int Weight, Func<Wish, LedgerEvent> Make)> Facts { get; } =
    [
        (2, w => new ProjectPlanned { Effective = w.Effective, Plan = "law-145", Name = $"项目{w.Value % 3}", Scope = Scope(w), Schedule = Schedule(w) }),
        (6, w => new ProjectRenamed { Effective = w.Effective, Name = $"新名{w.Value % 3}" }),
        (3, w => new PreliminaryWorksReported { Effective = w.Effective, StatusAsWritten = "前期进展阶段" }),
        (2, w => new SiteSelectionStarted { Effective = w.Effective }),
        (2, w => new SiteSelected { Effective = w.Effective }),
        (4, w => new ProjectApproved { Effective = w.Effective, StatusAsWritten = "完成立项" }),
        (4, w => new FeasibilityApproved { Effective = w.Effective }),
        (2, w => new DrawingsSubmitted { Effective = w.Effective }),
        (2, w => new DrawingsApproved { Effective = w.Effective }),
        (8, w => new ConstructionStarted { Effective = w.Effective }),
        (10, w => new ProgressReported { Effective = w.Effective, Percent = w.Value % 105, InvestedTenThousandYuan = w.Value % 2 == 0 ? Quantity.From<TenThousandYuan>(w.Value) : null }),
        (2, w => new FacilityBuilt { Effective = w.Effective }),
        (1, w => new FacilityExpanded { Effective = w.Effective }),
        (1, w => new FacilityRelocated { Effective = w.Effective }),
        (1, w => new FacilityAcquired { Effective = w.Effective }),
        (1, w => new FacilityMerged { Effective = w.Effective }),
        (4, w => new ProjectCompleted { Effective = w.Effective }),
        (3, w => new FacilityOpened { Effective = w.Effective }),
        (3, w => new ProjectSuspended { Effective = w.Effective }),
        (5, w => new ProjectResumed { Effective = w.Effective }),
        (1, w => new ProjectCancelled { Effective = w.Effective }),
        (6, w => new ScopeRevised { Effective = w.Effective, Scope = Scope(w) }),
        (6, w => new ScheduleRevised { Effective = w.Effective, Schedule = Schedule(w) }),
    ];

    private static Scope Scope(Wish w) => new(
        Category.Compulsory, w.Value % 2 == 0 ? Nature.New : null, null, w.Value % 3 == 0 ? [] : ["城厢镇", "凤凰镇"], null,
        new Scale(Places: Quantity.From<Places>(w.Value % 4 * 45)), null);

    private static Schedule Schedule(Wish w) => new(ReducedDate.OfYear(2021 + w.Value % 2), ReducedDate.OfYear(2024 + w.Value % 3), null, w.Value % 5 == 0 ? null : w.Value % 5 == 1);
}
