using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>What stands where a number should is words or a ratio, so that nothing can be measured against it: 保持大体相当, 68:32.</summary>
internal sealed class FigureInWords : IFindingRule
{
    public string Name => "figure-in-words";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        foreach (var row in package.Figures)
        {
            if (row.Figure.Value is null && row.Figure.AsWritten is { } written && !string.IsNullOrWhiteSpace(written) && !PackageText.IsDash(written))
                yield return new PackageFinding(Name, row.At, row.Source, package.IndicatorStream(row.Indicator),
                    written, "可以比较的数值", Which: Which.Of(row));
        }
    }
}
