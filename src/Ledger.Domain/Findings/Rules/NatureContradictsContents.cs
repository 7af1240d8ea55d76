using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>What is to be built includes another nature of work than the one stated: 新建 that includes （购置） and （扩建）.</summary>
internal sealed class NatureContradictsContents : IFindingRule
{
    public string Name => "nature-contradicts-contents";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        foreach (var row in package.Projects)
        {
            if (row.Scope is { NatureAsWritten: { } nature, Scale.AsWritten: { } contents }
                && NatureWords.In(contents) is { } word && !NatureWords.Agree(nature, word))
                yield return new PackageFinding(Name, row.At, row.Source, package.ProjectStream(row.Id), nature, $"建设内容含{word}");
        }
    }
}
