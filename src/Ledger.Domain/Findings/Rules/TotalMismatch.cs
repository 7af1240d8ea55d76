using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Ledger.Domain.Time;

namespace Ledger.Domain.Findings.Rules;

/// <summary>The parts do not add up to the total of their table: 表5 2022年 教学班 52+82+23+35+0 is 192 and not 198.</summary>
internal sealed class TotalMismatch : IFindingRule
{
    public string Name => "total-mismatch";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        var figures = Measured.In(package);
        var parts = package.Indicators.Where(row => row.Definition.PartOf is not null)
            .ToLookup(row => row.Definition.PartOf!, StringComparer.Ordinal);
        foreach (var total in package.Indicators)
        {
            var siblings = parts[$"{package.Code}.{total.Id}"].ToList();
            if (siblings.Count == 0) continue;
            foreach (var sum in figures[total.Id])
                if (Find(package, sum, [.. siblings.Select(part => figures[part.Id].FirstOrDefault(figure => SameColumn(sum, figure)))]) is { } found)
                    yield return found;
        }
    }

    // Where a part has no figure in the column there is no sum; that it is missing is another rule's finding.
    private PackageFinding? Find(PlanPackage package, Measured total, IReadOnlyList<Measured?> parts)
    {
        if (parts.Any(part => part is null || part.Unit.Base != total.Unit.Base)) return null;
        var sum = parts.Sum(part => part!.InBase);
        var rounding = total.Unit.CountsWholeThings || AllWhole(total, parts) ? 0 : total.HalfStep + parts.Sum(part => part!.HalfStep);
        if (Math.Abs(sum - total.InBase) <= rounding) return null;
        var addends = string.Join(" + ", parts.Select(part => Words.Of(part!.Value)));
        return new PackageFinding(Name, total.Row.At, total.Row.Source, package.IndicatorStream(total.Row.Indicator),
            total.Written, $"{Words.Of(Words.Of(sum / total.Unit.Multiple), total.WrittenUnit)}（{addends}）", Which: total.Which);
    }

    private static bool AllWhole(Measured total, IReadOnlyList<Measured?> parts) =>
        total.Unit.Multiple == 1 && total.Value.Scale == 0 && !total.Unit.IsPercentage && parts.All(part => part!.Value.Scale == 0);

    private static bool SameColumn(Measured total, Measured part) =>
        Key(total) == Key(part);

    private static (PointKind, ReducedDate?, Bound?, string?, string?, string?) Key(Measured figure)
    {
        Source at = figure.Row.Source;
        return (figure.Row.Kind, figure.Row.Figure.Period, figure.Row.Figure.Bound, at.Section, at.Table, at.Column);
    }
}
