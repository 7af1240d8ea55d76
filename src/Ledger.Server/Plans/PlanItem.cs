using System.ComponentModel;
using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary>规划期.</summary>
[Description("规划期: the first and the last day.")]
internal sealed record PeriodItem(
    [property: Description("First day.")] DateOnly Start,
    [property: Description("Last day.")] DateOnly End);

/// <summary>Projects of a plan by stage.</summary>
[Description("How many projects the plan has at the two times.")]
internal sealed record ProjectCounts(
    [property: Description("All of them.")] long Total,
    [property: Description("By code of their stage, in the order of the ladder; stages without projects are left out.")] IReadOnlyDictionary<string, long> ByStage);

/// <summary>A plan in a listing.</summary>
[Description("A published plan (规划、实施方案) as it stands at the two times.")]
internal record PlanItem
{
    [Description("Code of the plan."), JsonPropertyOrder(1)] public required string Code { get; init; }
    [Description("Its title."), JsonPropertyOrder(2)] public required string Title { get; init; }
    [Description("文号."), JsonPropertyOrder(3)] public required string? DocumentNumber { get; init; }
    [Description("Who issued it."), JsonPropertyOrder(4)] public required string Issuer { get; init; }
    [Description("区县: the authority that owns it."), JsonPropertyOrder(5)] public required string Region { get; init; }
    [Description("GB/T 2260 code of the region, six digits, where it has one."), JsonPropertyOrder(6)] public required string? RegionCode { get; init; }
    [Description("Printed issue date, as exactly as printed; null where none is."), JsonPropertyOrder(7)] public required string? IssuedOn { get; init; }
    [JsonPropertyOrder(8)] public required PeriodItem Period { get; init; }
    [Description("目标年: years with targets of their own."), JsonPropertyOrder(9)] public required IReadOnlyList<int> Milestones { get; init; }
    [JsonPropertyOrder(10)] public required ProjectCounts Projects { get; init; }
    [Description("How many indicators it has at the two times."), JsonPropertyOrder(11)] public required long Indicators { get; init; }
    [Description("达标情况: indicators by how they stand to their targets; what no indicator does is left out."), JsonPropertyOrder(11)] public required IReadOnlyDictionary<string, long> Attainment { get; init; }
    [Description("How many findings stand about it at the two times."), JsonPropertyOrder(12)] public required long Findings { get; init; }
    [Description(Describe.EffectiveFrom), JsonPropertyOrder(13)] public required DateOnly EffectiveFrom { get; init; }
    [Description(Describe.RecordedAt), JsonPropertyOrder(14)] public required DateTimeOffset RecordedAt { get; init; }
    [Description(Describe.Version), JsonPropertyOrder(15)] public required long Version { get; init; }
    [Description(Describe.Simulated), JsonPropertyOrder(16)] public required bool Simulated { get; init; }

    public static PlanItem Of(Row<Plan.Published> row, PlanCounts counts) => new()
    {
        Code = row.Id,
        Title = row.State.Document.Title,
        DocumentNumber = row.State.Document.DocumentNumber,
        Issuer = row.State.Document.Issuer,
        Region = row.State.Document.Region,
        RegionCode = row.State.Document.RegionCode,
        IssuedOn = row.State.Document.IssuedOn?.ToString(),
        Period = new PeriodItem(row.State.Document.PeriodStart, row.State.Document.PeriodEnd),
        Milestones = row.State.Document.Milestones,
        Projects = new ProjectCounts(counts.ProjectsByStage.Values.Sum(), InOrder<Stage>(counts.ProjectsByStage)),
        Indicators = counts.IndicatorsByAttainment.Values.Sum(),
        Attainment = InOrder<Attainment>(counts.IndicatorsByAttainment),
        Findings = counts.Findings,
        EffectiveFrom = row.EffectiveFrom,
        RecordedAt = row.RecordedAt,
        Version = row.Version,
        Simulated = Domain.Simulations.Simulated.IsPlan(row.Id),
    };

    private static OrderedDictionary<string, long> InOrder<T>(IReadOnlyDictionary<string, long> counts)
        where T : struct, Enum
    {
        var ordered = new OrderedDictionary<string, long>();
        foreach (var code in Code<T>.All)
            if (counts.TryGetValue(code, out var count)) ordered.Add(code, count);
        return ordered;
    }
}
