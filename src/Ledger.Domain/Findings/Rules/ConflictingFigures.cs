using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Ledger.Domain.Time;

namespace Ledger.Domain.Findings.Rules;

/// <summary>One quantity of one period has two figures at two places: 高中阶段毛入学率 95.3 in the table, 95.8 in prose.</summary>
internal sealed class ConflictingFigures : IFindingRule
{
    public string Name => "conflicting-figures";

    public IEnumerable<PackageFinding> Find(PlanPackage package)
    {
        var figures = Measured.In(package);
        return package.Indicators.SelectMany(row => figures[row.Id].GroupBy(SameQuantity).SelectMany(group => Find(package, [.. group])));
    }

    // A baseline and an achieved value of one year are one quantity; a target is another.
    private static (bool Target, ReducedDate? Period, Bound? Bound) SameQuantity(Measured figure) =>
        (figure.Row.Kind == PointKind.Target, figure.Row.Figure.Period, figure.Row.Figure.Bound);

    // The places are held against what most of them say, or, where they are even, what the first one says.
    private IEnumerable<PackageFinding> Find(PlanPackage package, IReadOnlyList<Measured> group)
    {
        if (group.Count < 2) yield break;
        var reference = group.MaxBy(one => group.Count(other => !Conflict(one, other)))!;
        foreach (var figure in group.Where(figure => Conflict(reference, figure)))
            yield return new PackageFinding(Name, figure.Row.At, figure.Row.Source, package.IndicatorStream(figure.Row.Indicator),
                figure.Written, $"与另一处一致：{reference.Written}（{Words.Of(reference.Row.Source)}）", reference.Row.Source, figure.Which);
    }

    private static bool Conflict(Measured one, Measured other)
    {
        if (one == other || one.Unit.Base != other.Unit.Base) return false;
        var (a, b) = (one.Row.Figure.Comparator, other.Row.Figure.Comparator);
        if (one.Row.Kind == PointKind.Target) return a != b || Differ(one, other);

        // Of what was reached, 超过60 and 65.2 are both true; of what is to be reached only one can bind.
        if (Exact(a) && Exact(b)) return Differ(one, other);
        var (x, y) = (Range(one), Range(other));
        return x.From > y.To || y.From > x.To;
    }

    private static bool Exact(Comparator? comparator) => comparator is Comparator.Equal or Comparator.Keep;

    private static bool Differ(Measured one, Measured other) => one.HalfStep == other.HalfStep
        ? one.InBase != other.InBase
        : Math.Abs(one.InBase - other.InBase) > Math.Max(one.HalfStep, other.HalfStep);

    private static (decimal From, decimal To) Range(Measured figure) => figure.Row.Figure.Comparator switch
    {
        Comparator.Greater or Comparator.AtLeast => (figure.InBase - figure.HalfStep, decimal.MaxValue),
        Comparator.Less or Comparator.AtMost => (decimal.MinValue, figure.InBase + figure.HalfStep),
        Comparator.About => (figure.InBase - Math.Abs(figure.InBase) / 10, figure.InBase + Math.Abs(figure.InBase) / 10),
        _ => (figure.InBase - figure.HalfStep, figure.InBase + figure.HalfStep),
    };
}
