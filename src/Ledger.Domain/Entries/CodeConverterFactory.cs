using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>Enumerations in JSON are their codes, exactly: the framework's own converter also takes other cases and lists.</summary>
internal sealed class CodeConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(CodeConverter<>).MakeGenericType(typeToConvert), options.Encoder)!;

    private sealed class CodeConverter<T>(JavaScriptEncoder? encoder) : JsonConverter<T>
        where T : struct, Enum
    {
        // Compared as they stand in the text: a state has several, and a listing many states.
        private static readonly byte[][] Utf8 = [.. Code<T>.All.Select(code => Encoding.UTF8.GetBytes(code))];

        private readonly JsonEncodedText[] _written = [.. Code<T>.All.Select(code => JsonEncodedText.Encode(code, encoder))];

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                for (var index = 0; index < Utf8.Length; index++)
                    if (reader.ValueTextEquals(Utf8[index])) return Code<T>.At(index);
            throw new JsonException($"One of {string.Join(", ", Code<T>.All)} was expected.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(_written[Code<T>.IndexOf(value)]);
    }
}
