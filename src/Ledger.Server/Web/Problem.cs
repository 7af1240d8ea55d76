using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Server.Web;

/// <summary>One parameter that is wrong, or one member of a body.</summary>
internal sealed record ParameterError(
    [property: Description("Name of the parameter or header, or JSON path of the member of the body.")] string Parameter,
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
    /// <summary>A header that goes with it; a part of the answer, not of its body.</summary>
    [JsonIgnore]
    public KeyValuePair<string, string>? Header { get; init; }

    [Description("The path asked for.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instance { get; init; }

    [Description("The parameter, header or member of the body that is wrong; the first one if several are.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parameter { get; init; }

    [Description("Everything that is wrong.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ParameterError>? Errors { get; init; }

    [Description("When the thing first appears, where it is not there at the times asked about.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FirstKnown? First { get; init; }

    [Description("Why the ledger refuses the entry: a stable code, by which programs may decide.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [Description("What the refusal is about, by its code.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Data { get; init; }

    [Description("Position of the recorded entry that could no longer stand.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Contradicts { get; init; }

    [Description("Which entry of the batch it is about, from 0.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Index { get; init; }

    [Description("The version that the stream has.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Version { get; init; }

    [Description("Finds the request in the server's log.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }
}
