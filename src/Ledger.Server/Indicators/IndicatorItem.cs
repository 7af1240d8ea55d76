using System.ComponentModel;
using System.Text.Json.Serialization;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary>An indicator in a listing.</summary>
[Description("An indicator (指标) as it stands at the two times.")]
internal record IndicatorItem
{
    [Description("Id of the indicator."), JsonPropertyOrder(1)] public required string Id { get; init; }
    [Description("Code of the plan."), JsonPropertyOrder(2)] public required string Plan { get; init; }
    [Description("Its name as written."), JsonPropertyOrder(3)] public required string Name { get; init; }
    [Description("学段."), JsonPropertyOrder(4)] public required Category Category { get; init; }
    [Description("Its unit as written; null where it has none."), JsonPropertyOrder(5)] public required string? Unit { get; init; }
    [Description("属性; null where the plan tells none."), JsonPropertyOrder(6)] public required Property? Property { get; init; }
    [Description("Where a good value lies; null where the plan does not tell."), JsonPropertyOrder(7)] public required Direction? Direction { get; init; }
    [Description("The school that it measures; null for one of the whole plan."), JsonPropertyOrder(8)] public required string? Facility { get; init; }
    [Description("基期值: the baseline of the last period, from which the targets start; of several places the first one given, see the series and the findings."), JsonPropertyOrder(9)] public required PointItem? Baseline { get; init; }
    [Description("目标值: the target of the last period."), JsonPropertyOrder(10)] public required PointItem? Target { get; init; }
    [Description("The value of the latest period that was reached."), JsonPropertyOrder(11)] public required PointItem? Latest { get; init; }
    [Description("达标情况: how the latest value stands to that target."), JsonPropertyOrder(11)] public required Attainment Attainment { get; init; }
    [Description(Describe.Source), JsonPropertyOrder(12)] public required SourceItem? Source { get; init; }
    [Description(Describe.EffectiveFrom), JsonPropertyOrder(13)] public required DateOnly EffectiveFrom { get; init; }
    [Description(Describe.RecordedAt), JsonPropertyOrder(14)] public required DateTimeOffset RecordedAt { get; init; }
    [Description(Describe.Version), JsonPropertyOrder(15)] public required long Version { get; init; }
    [Description(Describe.Simulated), JsonPropertyOrder(16)] public required bool Simulated { get; init; }

    public static IndicatorItem Of(Row<Indicator.Defined> row) => new()
    {
        Id = row.Id,
        Plan = row.State.Definition.Plan,
        Name = row.State.Definition.Name,
        Category = row.State.Definition.Category,
        Unit = row.State.Definition.Unit,
        Property = row.State.Definition.Property,
        Direction = row.State.Definition.Direction,
        Facility = row.State.Definition.Facility,
        Baseline = PointItem.Of(row.State.Baseline, row.State.Definition),
        Target = PointItem.Of(row.State.Target, row.State.Definition),
        Latest = PointItem.Of(row.State.Latest, row.State.Definition),
        Attainment = Attainments.Judge(row.State),
        Source = SourceItem.Of(row.State.Source),
        EffectiveFrom = row.EffectiveFrom,
        RecordedAt = row.RecordedAt,
        Version = row.Version,
        Simulated = Domain.Simulations.Simulated.IsPlan(row.State.Definition.Plan),
    };
}
