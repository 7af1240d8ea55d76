using Ledger.Domain.Plans;
using Ledger.Domain.Time;

namespace Ledger.Domain.Tests.Plans;

/// <summary>The plan that specs about plans begin with.</summary>
internal static class SamplePlan
{
    public static PlanDocument Document { get; } = new(
        "wuxi-145", "巫溪县教育事业发展“十四五”规划", "巫溪府发〔2022〕14号", "巫溪县人民政府", "巫溪县", "500238",
        ReducedDate.Parse("2022-03-31"), new DateOnly(2021, 1, 1), new DateOnly(2025, 12, 31), [2022, 2025]);

    public static PlanEvent.PlanPublished Published { get; } = new() { Effective = new(ReducedDate.Parse("2022-03-31")), Document = Document };
}
