using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Ledger.Domain.Time;

namespace Ledger.Domain.Findings.Rules;

/// <summary>A stated change is not the difference of the two figures, in size or in direction.</summary>
internal sealed class ChangeMismatch : IFindingRule
{
    public string Name => "change-mismatch";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        var figures = Measured.In(package);
        var units = package.Indicators.ToDictionary(row => row.Id, row => row.Definition.Unit, StringComparer.Ordinal);
        foreach (var change in package.Changes)
        {
            if (change is not { Value: { } stated, From: { } from, To: { } to }) continue;
            if (Of(figures[change.Indicator], from, change) is not { } before || Of(figures[change.Indicator], to, change) is not { } after) continue;
            var unit = Unit.Of(change.Unit ?? units[change.Indicator]);
            if (Expected(before, after, unit, stated) is { } expected)
                yield return new PackageFinding(Name, change.At, change.Source, package.IndicatorStream(change.Indicator),
                    Words.Of(change.AsWritten ?? Words.Of(stated), change.Unit ?? units[change.Indicator]),
                    $"{Words.Of(expected)}（{after.Written} − {before.Written}）", after.Row.Source, $"{from} {to}");
        }
    }

    // The figure of the change's own table first; else any other place.
    private static Measured? Of(IEnumerable<Measured> figures, ReducedDate period, ChangeRow change) => figures
        .Where(figure => figure.Row.Figure.Period == period && figure.Row.Figure.Bound is null)
        .OrderByDescending(figure => figure.Row.Source.Section == change.Source.Section && figure.Row.Source.Table == change.Source.Table)
        .ThenBy(figure => figure.Row.At.Line)
        .FirstOrDefault();

    /// <summary>The right change where the stated one is beyond the rounding of its decimals, else null.</summary>
    private static decimal? Expected(Measured before, Measured after, Unit unit, decimal stated)
    {
        var difference = after.InBase - before.InBase;
        if (unit.IsPercentage && !before.Unit.IsPercentage)
        {
            if (before.InBase == 0) return null;
            var growth = difference / before.InBase * 100;
            return Math.Abs(growth - stated) > Rounding.HalfStep(stated) ? Math.Round(growth, stated.Scale + 1) : null;
        }

        // The cell of a table shares the slip in the unit of its row: 1.65人 − 1.3263人 = 0.32人.
        var multiple = unit.Base == Unit.Of(after.WrittenUnit).Base && unit.Multiple == Unit.Of(after.WrittenUnit).Multiple ? after.Unit.Multiple : unit.Multiple;
        var expected = difference / multiple;
        return Math.Abs(expected - stated) > Rounding.HalfStep(stated) ? expected : null;
    }
}
