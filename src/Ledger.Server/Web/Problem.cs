using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Ledger.Server.Web;

/// <summary>One parameter that is wrong.</summary>
internal sealed record ParameterError(
    [property: Description("Name of the parameter.")] string Parameter,
    [property: Description("What is wrong with it and what is allowed.")] string Detail);

/// <summary>When a thing first appears that is not there at the times asked about.</summary>
internal sealed record FirstKnown(
    [property: Description("业务日期 from which it is there; null where every entry about it was voided.")] DateOnly? EffectiveOn,
    [property: Description("记录时间 of its first entry.")] DateTimeOffset RecordedAt,
    [property: Description("Position of its first entry.")] long Position);

/// <summary>Problem details, RFC 9457.</summary>
[Description("Problem details (RFC 9457).")]
internal sealed record Problem(
    [property: Description("Which kind of problem: a stable address, by which programs may decide.")] string Type,
    [property: Description("The kind of problem in words, the same every time.")] string Title,
    [property: Description("The HTTP status.")] int Status,
    [property: Description("What is wrong this time, and what to do.")] string Detail)
{
    [Description("The path asked for.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instance { get; init; }

    [Description("The parameter that is wrong; the first one if several are.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parameter { get; init; }

    [Description("Every parameter that is wrong.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ParameterError>? Errors { get; init; }

    [Description("When the thing first appears, where it is not there at the times asked about.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FirstKnown? First { get; init; }

    [Description("Finds the request in the server's log.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }
}
