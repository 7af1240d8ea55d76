using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;

namespace Ledger.Server.Projects;

/// <summary>A project by itself: the item, the two times, and what else is known of its state.</summary>
[Description("A capital project with everything known of its state at the two times.")]
internal sealed record ProjectDetail : ProjectItem
{
    [SetsRequiredMembers]
    internal ProjectDetail(Row<Project.Known> row, Times times)
        : base(Of(row))
    {
        (AsOf, KnownAt, Position) = (times.AsOf, times.KnownAt, times.Position);
        var state = row.State;
        Reached = state.Reached;
        Standing = state.Standing;
        ConstructionStartedOn = state.ConstructionStartedOn?.ToString();
        InvestedTenThousandYuan = state.InvestedTenThousandYuan?.Value;
        Facility = state.Scope.Facility;
        NatureAsWritten = state.Scope.NatureAsWritten;
        ScaleAsWritten = state.Scope.Scale.AsWritten;
        ScheduleAsWritten = state.Schedule.AsWritten;
        EffectiveUntil = row.EffectiveUntil;
    }

    [Description(Describe.AsOf), JsonPropertyOrder(-3)] public DateOnly AsOf { get; }
    [Description(Describe.KnownAt), JsonPropertyOrder(-2)] public DateTimeOffset? KnownAt { get; }
    [Description(Describe.Position), JsonPropertyOrder(-1)] public long Position { get; }
    [Description("The step of the ladder reached, whether or not the project rests now."), JsonPropertyOrder(30)] public Stage Reached { get; }
    [Description("Whether the project goes on."), JsonPropertyOrder(31)] public Standing Standing { get; }
    [Description("When construction began, as exactly as told; null where it was not told or only observed."), JsonPropertyOrder(32)] public string? ConstructionStartedOn { get; }
    [Description("累计完成投资 last reported, 万元 (10,000 CNY)."), JsonPropertyOrder(33)] public decimal? InvestedTenThousandYuan { get; }
    [Description("The school or campus that it changes, as written."), JsonPropertyOrder(34)] public string? Facility { get; }
    [Description("建设性质 in the source's words."), JsonPropertyOrder(35)] public string? NatureAsWritten { get; }
    [Description("建设规模 in the source's words."), JsonPropertyOrder(36)] public string? ScaleAsWritten { get; }
    [Description("建设年限 in the source's words, with its own dash."), JsonPropertyOrder(37)] public string? ScheduleAsWritten { get; }
    [Description("First 业务日期 on which the state shown holds no more; null where none is known."), JsonPropertyOrder(38)] public DateOnly? EffectiveUntil { get; }
}
