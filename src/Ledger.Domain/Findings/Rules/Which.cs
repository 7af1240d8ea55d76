using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;

namespace Ledger.Domain.Findings.Rules;

/// <summary>Tells figures of one place apart.</summary>
internal static class Which
{
    /// <summary>Kind, period and end of the range of a figure.</summary>
    public static string Of(FigureRow row) =>
        $"{Code<PointKind>.Of(row.Kind)} {row.Figure.Period} {(row.Figure.Bound is { } bound ? Code<Bound>.Of(bound) : "")}".Trim();
}
