using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A percentage is said to have changed by so many percent where percentage points are meant: 巩固率…增长5%.</summary>
internal sealed class PercentForPercentagePoints : IFindingRule
{
    public string Name => "percent-for-percentage-points";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        var units = package.Indicators.ToDictionary(row => row.Id, row => Unit.Of(row.Definition.Unit), StringComparer.Ordinal);
        foreach (var change in package.Changes)
        {
            // A table's row label says the unit of all its cells; only where the place itself writes % is it a slip.
            if (change is { Value: { } value, AsWritten: { } written } && written.AsSpan().IndexOfAny('%', '％') >= 0 && units[change.Indicator].IsPercentage)
                yield return new PackageFinding(Name, change.At, change.Source, package.IndicatorStream(change.Indicator),
                    written, $"{Words.Of(value)}个百分点", Which: $"{change.From} {change.To}");
        }
    }
}
