using System.Buffers;
using System.Text.Json;

namespace Ledger.Postgres.ReadModels;

/// <summary>One row of a read model, on its way into the table or back out of it.</summary>
/// <param name="Id">Id of the thing.</param>
/// <param name="EffectiveFrom">First day on which the state holds.</param>
/// <param name="EffectiveUntil">First day on which it holds no more; <see cref="DateOnly.MaxValue"/> if none.</param>
/// <param name="KnownFrom">Position from which it is known.</param>
/// <param name="MadeBy">Position of the last entry folded into it.</param>
/// <param name="Version">That entry's version in its stream.</param>
/// <param name="RecordedAt">That entry's recorded time.</param>
/// <param name="Live">Whether the thing is there to be listed.</param>
/// <param name="State">The state as JSON, as the domain writes it.</param>
internal sealed record ModelRow(
    string Id,
    DateOnly EffectiveFrom,
    DateOnly EffectiveUntil,
    long KnownFrom,
    long MadeBy,
    long Version,
    DateTimeOffset RecordedAt,
    bool Live,
    byte[] State)
{
    /// <summary>The end of knowledge of a row still believed.</summary>
    public const long Forever = long.MaxValue;

    /// <summary>Values of the model's own columns, in the order of <see cref="BitemporalModel{TState}.Columns"/>.</summary>
    public required object?[] Filters { get; init; }

    /// <summary>The plan under which the thing is listed; empty for a row that was read back.</summary>
    public string Plan { get; init; } = "";

    /// <summary>The value by which it is counted; empty where it has none.</summary>
    public string Code { get; init; } = "";

    /// <summary>Position from which it is believed no more.</summary>
    public long KnownUntil { get; set; } = Forever;

    /// <summary>What the digest hashes when the row begins to be known.</summary>
    public byte[] OpenToken() => Token("open", Id, EffectiveFrom, writer =>
    {
        writer.WriteNumber("knownFrom", KnownFrom);
        writer.WriteString("effectiveUntil", EffectiveUntil.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteNumber("madeBy", MadeBy);
        writer.WriteNumber("version", Version);
        writer.WriteBoolean("live", Live);
        writer.WritePropertyName("state");
        writer.WriteRawValue(State);
    });

    /// <summary>What the digest hashes when a row ceases to be known. One row of an id and day is open at any time, so these name it.</summary>
    public static byte[] CloseToken(string id, DateOnly effectiveFrom, long until) =>
        Token("close", id, effectiveFrom, writer => writer.WriteNumber("until", until));

    private static byte[] Token(string kind, string id, DateOnly effectiveFrom, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            writer.WriteString("id", id);
            writer.WriteString("effectiveFrom", effectiveFrom.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            rest(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
