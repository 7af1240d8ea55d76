using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A cell that should hold a figure is blank, or holds only a dash.</summary>
internal sealed class MissingFigure : IFindingRule
{
    public string Name => "missing-figure";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        foreach (var row in package.Figures)
        {
            if (row.Figure.Value is not null) continue;

            // A blank may be an oversight; a dash was put there by someone who meant "none" or "not known".
            string? expected = string.IsNullOrWhiteSpace(row.Figure.AsWritten) ? "数值；原文此格空白"
                : PackageText.IsDash(row.Figure.AsWritten) ? "数值；原文以横线表示无，未说明是没有还是未统计"
                : null;
            if (expected is not null)
                yield return new PackageFinding(Name, row.At, row.Source, package.IndicatorStream(row.Indicator),
                    string.IsNullOrWhiteSpace(row.Figure.AsWritten) ? Words.Blank : row.Figure.AsWritten, expected, Which: Which.Of(row));
        }
    }
}
