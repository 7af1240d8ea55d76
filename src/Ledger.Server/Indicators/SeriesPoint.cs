using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ledger.Domain.Indicators;

namespace Ledger.Server.Indicators;

/// <summary>A figure in the course of an indicator.</summary>
[Description("One figure in the course of an indicator.")]
internal sealed record SeriesPoint : PointItem
{
    [SetsRequiredMembers]
    internal SeriesPoint(Point point, IndicatorDefinition definition)
        : base(Of(point, definition)!) => (Kind, Position) = (point.Kind, point.Position);

    [Description("What it is to its plan."), JsonPropertyOrder(1)] public PointKind Kind { get; }
    [Description("Position of the entry that gave the figure."), JsonPropertyOrder(11)] public long Position { get; }
}

/// <summary>The course of an indicator.</summary>
[Description("All figures of an indicator at the two times, in order of period, kind and position; those without a period come last.")]
internal sealed record Series(
    [property: Description("Id of the indicator.")] string Indicator,
    [property: Description("Its name as written.")] string Name,
    [property: Description("Its unit as written; null where it has none.")] string? Unit,
    [property: Description(Web.Describe.AsOf)] DateOnly AsOf,
    [property: Description(Web.Describe.KnownAt)] DateTimeOffset? KnownAt,
    [property: Description(Web.Describe.Position)] long Position,
    [property: Description("The figures.")] IReadOnlyList<SeriesPoint> Points)
{
    /// <summary>The points in the order of the answer.</summary>
    public static IReadOnlyList<SeriesPoint> Ordered(Indicator.Defined indicator) =>
    [
        .. indicator.Points
            .OrderBy(point => point.Figure.Period?.LastDay ?? DateOnly.MaxValue)
            .ThenBy(point => point.Figure.Period?.FirstDay)
            .ThenBy(point => point.Kind)
            .ThenBy(point => point.Position)
            .Select(point => new SeriesPoint(point, indicator.Definition)),
    ];
}
