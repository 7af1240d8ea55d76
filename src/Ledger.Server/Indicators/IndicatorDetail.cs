using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ledger.Domain.Indicators;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary>A change that a source states.</summary>
[Description("变化情况: a change that a source states, kept to be held against the figures.")]
internal sealed record StatedChangeItem(
    [property: Description("From when.")] string? From,
    [property: Description("To when.")] string? To,
    [property: Description("The change, signed; null where only words can say it.")] decimal? Value,
    [property: Description("The characters of the source.")] string? AsWritten,
    [property: Description("The unit that its place writes, or else the indicator's.")] string? Unit,
    [property: Description(Describe.Source)] SourceItem? Source);

/// <summary>An indicator by itself: the item, the two times, and what else is known of its state.</summary>
[Description("An indicator with everything known of its state at the two times; its figures are in its series.")]
internal sealed record IndicatorDetail : IndicatorItem
{
    [SetsRequiredMembers]
    internal IndicatorDetail(Row<Indicator.Defined> row, Times times)
        : base(Of(row))
    {
        (AsOf, KnownAt, Position) = (times.AsOf, times.KnownAt, times.Position);
        PartOf = row.State.Definition.PartOf;
        Changes = [.. row.State.Changes.Select(change => new StatedChangeItem(
            change.From?.ToString(), change.To?.ToString(), change.Value, change.AsWritten, change.Unit ?? row.State.Definition.Unit, SourceItem.Of(change.Source)))];
        Retired = !row.Live;
        EffectiveUntil = row.EffectiveUntil;
    }

    [Description(Describe.AsOf), JsonPropertyOrder(-3)] public DateOnly AsOf { get; }
    [Description(Describe.KnownAt), JsonPropertyOrder(-2)] public DateTimeOffset? KnownAt { get; }
    [Description(Describe.Position), JsonPropertyOrder(-1)] public long Position { get; }
    [Description("Id of the indicator that is the sum of this one and its siblings."), JsonPropertyOrder(30)] public string? PartOf { get; }
    [Description("Changes that sources state."), JsonPropertyOrder(31)] public IReadOnlyList<StatedChangeItem> Changes { get; }
    [Description("Whether it is measured no more; listings leave it out then."), JsonPropertyOrder(32)] public bool Retired { get; }
    [Description("First 业务日期 on which the state shown holds no more; null where none is known."), JsonPropertyOrder(33)] public DateOnly? EffectiveUntil { get; }
}
