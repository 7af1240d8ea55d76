using Ledger.Domain.Entries;
using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A unit that counts whole things stands beside a fraction: 在校学生数（人） 1.3263.</summary>
internal sealed class UnitContradictsValue : IFindingRule
{
    public string Name => "unit-contradicts-value";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        var figures = Measured.In(package);
        foreach (var row in package.Indicators)
        {
            foreach (var figure in figures[row.Id])
                if (Contradicts(figure.WrittenUnit, figure.Value))
                    yield return new PackageFinding(Name, figure.Row.At, figure.Row.Source, package.IndicatorStream(row.Id), figure.Written,
                        Expected(figure.WrittenUnit!, figure.Unit, Elsewhere(figures[row.Id], figure.Unit, row)), Elsewhere(figures[row.Id], figure.Unit, row), figure.Which);
        }

        var indicators = package.Indicators.ToDictionary(row => row.Id, StringComparer.Ordinal);
        foreach (var change in package.Changes)
        {
            var indicator = indicators[change.Indicator];
            var unit = change.Unit ?? indicator.Definition.Unit;
            if (change.Value is not { } value || !Contradicts(unit, value)) continue;
            var meant = figures[change.Indicator].Select(figure => figure.Unit).FirstOrDefault(other => other.Multiple == 10_000, Unit.Of(unit));
            var other = Elsewhere(figures[change.Indicator], meant, indicator);
            yield return new PackageFinding(Name, change.At, change.Source, package.IndicatorStream(change.Indicator),
                Words.Of(change.AsWritten ?? Words.Of(value), unit), Expected(unit!, meant, other), other, "change");
        }
    }

    private static bool Contradicts(string? unit, decimal value) => Unit.Of(unit).CountsWholeThings && value != decimal.Truncate(value);

    private static string Expected(string unit, Unit meant, Source? other) => meant.Multiple == 1
        ? $"整数（单位为{unit}）"
        : $"单位为万{meant.Base}" + (other is null ? "" : $"（{Words.Of(other)}）");

    private static Source? Elsewhere(IEnumerable<Measured> figures, Unit meant, IndicatorRow indicator) => meant.Multiple == 1
        ? null
        : figures.FirstOrDefault(figure => Unit.Of(figure.WrittenUnit) == meant)?.Row.Source
            ?? (Unit.Of(indicator.Definition.Unit) == meant ? indicator.Source : null);
}
