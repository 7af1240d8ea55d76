using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>Two projects of one table carry the same number.</summary>
internal sealed class DuplicateNumber : IFindingRule
{
    public string Name => "duplicate-number";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        // Each table numbers its own projects.
        foreach (var same in package.Projects.Where(row => row.Number is not null).GroupBy(row => (row.Source.Section, row.Source.Table, row.Number)))
        {
            var first = same.First();
            foreach (var row in same.Skip(1))
                yield return new PackageFinding(Name, row.At, row.Source, package.ProjectStream(row.Id), row.Number!,
                    $"未用过的编号；{row.Number} 已用于{first.Name}", first.Source);
        }
    }
}
