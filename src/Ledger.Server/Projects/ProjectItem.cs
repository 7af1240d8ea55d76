using System.ComponentModel;
using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Projects;

/// <summary>建设规模.</summary>
[Description("建设规模: how large the project is. What the source does not say is null.")]
internal sealed record ScaleItem(
    [property: Description("建筑面积, m².")] decimal? FloorAreaSquareMetres,
    [property: Description("占地面积, 亩; 1 mu is 666.67 m².")] decimal? SiteAreaMu,
    [property: Description("班.")] decimal? Classes,
    [property: Description("学位.")] decimal? Places,
    [property: Description("投资, 万元 (10,000 CNY).")] decimal? InvestmentTenThousandYuan);

/// <summary>建设年限.</summary>
[Description("建设年限: dates as exact as the source: 2022-06-18, 2022-06, 2022-Q2 or 2022.")]
internal sealed record ScheduleItem(
    [property: Description("Begin.")] string? Start,
    [property: Description("End.")] string? End);

/// <summary>A project in a listing.</summary>
[Description("A capital project (建设项目) as it stands at the two times.")]
internal record ProjectItem
{
    [Description("Id of the project."), JsonPropertyOrder(1)] public required string Id { get; init; }
    [Description("Code of the plan that names it."), JsonPropertyOrder(2)] public required string Plan { get; init; }
    [Description("项目编号: the document's own number."), JsonPropertyOrder(3)] public required string? Number { get; init; }
    [Description("项目名称."), JsonPropertyOrder(4)] public required string Name { get; init; }
    [Description("学段."), JsonPropertyOrder(5)] public required Category Category { get; init; }
    [Description("建设性质."), JsonPropertyOrder(6)] public required Nature? Nature { get; init; }
    [Description("建设地址: one or more places as written."), JsonPropertyOrder(7)] public required IReadOnlyList<string> Sites { get; init; }
    [JsonPropertyOrder(8)] public required ScaleItem Scale { get; init; }
    [JsonPropertyOrder(9)] public required ScheduleItem Schedule { get; init; }
    [Description("★: whether the plan promises completion within its period; null where the plan uses no marks."), JsonPropertyOrder(10)] public required bool? Committed { get; init; }
    [Description("项目进展: the step reached, or why it goes no further."), JsonPropertyOrder(11)] public required Stage Stage { get; init; }
    [Description("形象进度 last reported, 0 to 100."), JsonPropertyOrder(12)] public required decimal? Percent { get; init; }
    [Description("责任单位."), JsonPropertyOrder(13)] public required string? ResponsibleUnit { get; init; }
    [Description("项目进展情况 in the last source's own words."), JsonPropertyOrder(14)] public required string? StatusAsWritten { get; init; }
    [Description(Describe.Source), JsonPropertyOrder(15)] public required SourceItem? Source { get; init; }
    [Description(Describe.EffectiveFrom), JsonPropertyOrder(16)] public required DateOnly EffectiveFrom { get; init; }
    [Description(Describe.RecordedAt), JsonPropertyOrder(17)] public required DateTimeOffset RecordedAt { get; init; }
    [Description(Describe.Version), JsonPropertyOrder(18)] public required long Version { get; init; }
    [Description(Describe.Simulated), JsonPropertyOrder(19)] public required bool Simulated { get; init; }

    public static ProjectItem Of(Row<Project.Known> row) => new()
    {
        Id = row.Id,
        Plan = row.State.Plan,
        Number = row.State.Number,
        Name = row.State.Name,
        Category = row.State.Scope.Category,
        Nature = row.State.Scope.Nature,
        Sites = row.State.Scope.Sites,
        Scale = ScaleOf(row.State.Scope.Scale),
        Schedule = new ScheduleItem(row.State.Schedule.Start?.ToString(), row.State.Schedule.End?.ToString()),
        Committed = row.State.Schedule.Committed,
        Stage = row.State.Stage,
        Percent = row.State.Percent?.Value,
        ResponsibleUnit = row.State.Scope.ResponsibleUnit,
        StatusAsWritten = row.State.StatusAsWritten,
        Source = SourceItem.Of(row.State.Source),
        EffectiveFrom = row.EffectiveFrom,
        RecordedAt = row.RecordedAt,
        Version = row.Version,
        Simulated = Domain.Simulations.Simulated.IsPlan(row.State.Plan),
    };

    private static ScaleItem ScaleOf(Scale scale) => new(
        scale.FloorAreaSquareMetres?.Value, scale.SiteAreaMu?.Value, scale.Classes?.Value, scale.Places?.Value, scale.InvestmentTenThousandYuan?.Value);
}
