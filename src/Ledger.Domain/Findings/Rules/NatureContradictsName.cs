using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>The name says 扩建, the nature says 新建.</summary>
internal sealed class NatureContradictsName : IFindingRule
{
    public string Name => "nature-contradicts-name";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        foreach (var row in package.Projects)
        {
            if (row.Scope.NatureAsWritten is { } nature && NatureWords.In(row.Name) is { } word && !NatureWords.Agree(nature, word))
                yield return new PackageFinding(Name, row.At, row.Source, package.ProjectStream(row.Id), nature, $"{word}（项目名称：{row.Name}）");
        }
    }
}
