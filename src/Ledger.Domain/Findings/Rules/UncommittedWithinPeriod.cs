using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A project without ★ whose years end within the period, in a plan that marks others: is it promised or not?</summary>
internal sealed class UncommittedWithinPeriod : IFindingRule
{
    public string Name => "uncommitted-within-period";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        foreach (var row in package.Projects)
        {
            if (row.Schedule is { Committed: false, End: { } end } && end.LastDay <= package.Document.PeriodEnd)
                yield return new PackageFinding(Name, row.At, row.Source, package.ProjectStream(row.Id),
                    row.Schedule.AsWritten ?? end.ToString(), $"★（{end} 在规划期内），或晚于规划期的年限");
        }
    }
}
