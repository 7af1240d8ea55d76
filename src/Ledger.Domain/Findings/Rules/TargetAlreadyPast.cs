using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A target for a time that was over when the plan was issued: 2021年 in a plan of 2022-03-31.</summary>
internal sealed class TargetAlreadyPast : IFindingRule
{
    public string Name => "target-already-past";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        if (package.Document.IssuedOn is not { } issued) yield break;
        foreach (var row in package.Figures)
        {
            if (row is { Kind: PointKind.Target, Figure.Period: { } period } && period.LastDay < issued.FirstDay)
                yield return new PackageFinding(Name, row.At, row.Source, package.IndicatorStream(row.Indicator),
                    $"{row.Figure.AsWritten ?? Words.Blank}（{period}）", $"印发日期 {issued} 之后的目标；{period} 已过", Which: Which.Of(row));
        }
    }
}
