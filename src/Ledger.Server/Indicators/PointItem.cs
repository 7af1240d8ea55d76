using System.ComponentModel;
using System.Text.Json.Serialization;
using Ledger.Domain.Indicators;
using Ledger.Server.Api;

namespace Ledger.Server.Indicators;

/// <summary>A figure.</summary>
[Description("One figure, exactly as a source gives it.")]
internal record PointItem
{
    [Description("The time that it speaks of: 2022-06-18, 2022-06, 2022-Q2 or 2022; null where the source names none."), JsonPropertyOrder(2)] public required string? Period { get; init; }
    [Description("How it compares with the quantity; null where there is no figure."), JsonPropertyOrder(3)] public required Comparator? Comparator { get; init; }
    [Description("The number, in `unit`; null where only `asWritten` can say it: 68:32, 保持大体相当, —."), JsonPropertyOrder(4)] public required decimal? Value { get; init; }
    [Description("The characters of the source; null where its place is blank."), JsonPropertyOrder(5)] public required string? AsWritten { get; init; }
    [Description("The unit that its place writes, or else the indicator's."), JsonPropertyOrder(6)] public required string? Unit { get; init; }
    [Description("Which end of a range it is; null where it is no range."), JsonPropertyOrder(7)] public required Bound? Bound { get; init; }
    [Description(Web.Describe.Source), JsonPropertyOrder(8)] public required SourceItem? Source { get; init; }
    [Description("业务日期 from which the figure holds."), JsonPropertyOrder(9)] public required DateOnly EffectiveFrom { get; init; }
    [Description("记录时间 of the entry that gave the figure."), JsonPropertyOrder(10)] public required DateTimeOffset RecordedAt { get; init; }

    public static PointItem? Of(Point? point, IndicatorDefinition definition) => point is null
        ? null
        : new PointItem
        {
            Period = point.Figure.Period?.ToString(),
            Comparator = point.Figure.Comparator,
            Value = point.Figure.Value,
            AsWritten = point.Figure.AsWritten,
            Unit = point.Figure.Unit ?? definition.Unit,
            Bound = point.Figure.Bound,
            Source = SourceItem.Of(point.Source),
            EffectiveFrom = point.EffectiveFrom,
            RecordedAt = point.RecordedAt,
        };
}
