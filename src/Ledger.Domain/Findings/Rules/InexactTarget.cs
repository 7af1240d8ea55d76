using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>The target cell of a table names only one side, such as ＞93.0: how far beyond, it does not say.</summary>
internal sealed class InexactTarget : IFindingRule
{
    public string Name => "inexact-target";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        foreach (var row in package.Figures)
        {
            // In prose, also in a box, 达到85%以上 is how people speak; the cell of a table, which has a column, is where the
            // plan binds itself to a number.
            if (row is { Kind: PointKind.Target, Source: { Table: not null, Column: not null }, Figure: { Value: { } value, Bound: null, Comparator: not (null or Comparator.Equal) and { } comparator } })
                yield return new PackageFinding(Name, row.At, row.Source, package.IndicatorStream(row.Indicator),
                    row.Figure.AsWritten ?? Code<Comparator>.Of(comparator) + Words.Of(value), "确定的数值或区间", Which: Which.Of(row));
        }
    }
}
