using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>A baseline, an achieved value or a target.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document gives it.</param>
/// <param name="Effective">From when it holds.</param>
/// <param name="Indicator">The indicator's id in the package.</param>
/// <param name="Kind">What it is to the plan.</param>
/// <param name="Figure">The figure as given.</param>
/// <param name="Observed">Whether the document only sees it as given by then.</param>
public sealed record FigureRow(
    RowAt At, Source Source, ReducedDate? Effective,
    string Indicator, PointKind Kind, Figure Figure, bool Observed)
    : PackageRow(At, Source, Effective);
