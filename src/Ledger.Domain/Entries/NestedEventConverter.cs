using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>Writes an event inside another as <c>{"type": …, "data": …}</c>, under its stored name.</summary>
internal sealed class NestedEventConverter : JsonConverter<LedgerEvent>
{
    public override LedgerEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (!document.RootElement.TryGetProperty("type", out var type) || type.GetString() is not { } name
            || !document.RootElement.TryGetProperty("data", out var data))
            throw new JsonException("A nested event needs 'type' and 'data'.");
        var target = EventTypes.Find(name) ?? throw new JsonException($"The nested event's type '{name}' is unknown.");
        return (LedgerEvent?)data.Deserialize(target, options) ?? throw new JsonException("The nested event is null.");
    }

    public override void Write(Utf8JsonWriter writer, LedgerEvent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", EventTypes.NameOf(value));
        writer.WritePropertyName("data");
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
        writer.WriteEndObject();
    }
}
