using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A project with ★, promised within the plan's period, whose years end after it.</summary>
internal sealed class CommittedBeyondPeriod : IFindingRule
{
    public string Name => "committed-beyond-period";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        foreach (var row in package.Projects)
        {
            if (row.Schedule is { Committed: true, End: { } end } && end.LastDay > package.Document.PeriodEnd)
                yield return new PackageFinding(Name, row.At, row.Source, package.ProjectStream(row.Id),
                    $"★ {row.Schedule.AsWritten}".Trim(), $"不晚于规划期末 {package.Document.PeriodEnd:yyyy-MM-dd} 完工，或不标★");
        }
    }
}
