using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>Writes an event inside another as <c>{"type": …, "data": …}</c>, under its stored name.</summary>
internal sealed class NestedEventConverter : JsonConverter<LedgerEvent>
{
    public override LedgerEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // The type may come after the data: jsonb puts keys in an order of its own.
        var nested = JsonSerializer.Deserialize<Nested>(ref reader, options) ?? throw new JsonException("The nested event is null.");
        var target = EventTypes.Find(nested.Type) ?? throw new JsonException($"The nested event's type '{nested.Type}' is unknown.");
        return (LedgerEvent?)nested.Data.Deserialize(target, options) ?? throw new JsonException("The nested event is null.");
    }

    public override void Write(Utf8JsonWriter writer, LedgerEvent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", EventTypes.NameOf(value));
        writer.WritePropertyName("data");
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
        writer.WriteEndObject();
    }

    internal sealed record Nested(string Type, JsonElement Data);
}
