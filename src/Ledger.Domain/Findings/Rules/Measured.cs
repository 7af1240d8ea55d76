using System.Globalization;
using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A figure that is a number, with the unit of its place.</summary>
/// <param name="Row">The figure.</param>
/// <param name="Value">The number as written.</param>
/// <param name="WrittenUnit">The unit of its place, or its indicator's.</param>
/// <param name="Unit">
/// The unit it must mean: where the written one counts whole things but the number is a fraction, the ten-thousands that
/// another place of the same indicator writes. So one slip is one finding and not a conflict with every other place.
/// </param>
internal sealed record Measured(FigureRow Row, decimal Value, string? WrittenUnit, Unit Unit)
{
    /// <summary>The number in the base unit.</summary>
    public decimal InBase => Value * Unit.Multiple;

    /// <summary>Half of the last decimal written, in the base unit: how far the number may be rounded.</summary>
    public decimal HalfStep => Rounding.HalfStep(Value) * Unit.Multiple;

    /// <summary>The figure as the document writes it, with its unit.</summary>
    public string Written => Words.Of(Row.Figure.AsWritten ?? Value.ToString(CultureInfo.InvariantCulture), WrittenUnit);

    /// <summary>What it is, to tell it from other figures of its place.</summary>
    public string Which => Rules.Which.Of(Row);

    /// <summary>All figures of a package that are numbers, by the id of their indicator in the package.</summary>
    public static ILookup<string, Measured> In(PlanPackage package)
    {
        var units = package.Indicators.ToDictionary(row => row.Id, row => row.Definition.Unit, StringComparer.Ordinal);
        return package.Figures.GroupBy(row => row.Indicator, StringComparer.Ordinal)
            .SelectMany(rows => Of([.. rows], units[rows.Key]))
            .ToLookup(measured => measured.Row.Indicator, StringComparer.Ordinal);
    }

    private static IEnumerable<Measured> Of(IReadOnlyList<FigureRow> rows, string? indicatorUnit)
    {
        var units = rows.Select(row => Unit.Of(row.Figure.Unit ?? indicatorUnit)).Append(Unit.Of(indicatorUnit)).ToList();
        foreach (var row in rows)
        {
            if (row.Figure.Value is not { } value) continue;
            var written = row.Figure.Unit ?? indicatorUnit;
            var unit = Unit.Of(written);
            var meant = unit.CountsWholeThings && value != decimal.Truncate(value)
                ? units.FirstOrDefault(other => other.Multiple == 10_000 && other.Base == unit.Base, unit)
                : unit;
            yield return new Measured(row, value, written, meant);
        }
    }
}
