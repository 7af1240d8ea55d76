using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>Enumerations in JSON are their codes, exactly: the framework's own converter also takes other cases and lists.</summary>
internal sealed class CodeConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(CodeConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class CodeConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Code<T>.TryParse(reader.TokenType == JsonTokenType.String ? reader.GetString() : null, out var value)
                ? value
                : throw new JsonException($"One of {string.Join(", ", Code<T>.All)} was expected.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Code<T>.Of(value));
    }
}
