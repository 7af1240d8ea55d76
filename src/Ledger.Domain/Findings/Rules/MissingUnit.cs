using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A share or rate whose place gives numbers but no unit: 在园幼儿普惠率 96.8.</summary>
internal sealed class MissingUnit : IFindingRule
{
    public string Name => "missing-unit";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        var figures = Measured.In(package);
        foreach (var row in package.Indicators)
        {
            // Only where the name promises a percentage: 班级规模 and the like name their unit themselves.
            if (row.Definition.Unit is null && IsShare(row.Definition.Name)
                && figures[row.Id].FirstOrDefault(figure => figure.WrittenUnit is null) is { } figure)
                yield return new PackageFinding(Name, row.At, row.Source, package.IndicatorStream(row.Id), figure.Written,
                    $"单位，如 {Words.Of(figure.Written, "%")}", figure.Row.Source.SamePlaceAs(row.Source) ? null : figure.Row.Source);
        }
    }

    private static bool IsShare(string name) => name.EndsWith('率') || name.EndsWith("占比", StringComparison.Ordinal)
        || name.EndsWith("比例", StringComparison.Ordinal) || name.EndsWith("比重", StringComparison.Ordinal);
}
