using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>The document prints no date of issue, so nobody can tell from when its statements hold.</summary>
internal sealed class NoIssueDate : IFindingRule
{
    public string Name => "no-issue-date";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        if (package.Document.IssuedOn is null)
            yield return new PackageFinding(Name, package.At, package.Source, package.PlanStream, Words.Blank,
                $"印发日期；未印日期的，按规划期首日 {package.StatedOn} 计");
    }
}
