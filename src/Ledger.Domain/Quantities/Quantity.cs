using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Quantities;

/// <summary>A number whose unit is its type.</summary>
/// <typeparam name="T">The quantity itself.</typeparam>
public interface IQuantity<T>
    where T : struct, IQuantity<T>
{
    /// <summary>The number, in the unit of the type.</summary>
    decimal Value { get; }

    /// <summary>The range allowed, in words for an error message, such as "0 to 100".</summary>
    static abstract string Range { get; }

    /// <summary>Makes the quantity where <paramref name="value"/> lies in its range.</summary>
    static abstract bool TryFrom(decimal value, out T quantity);
}

/// <summary>Makes quantities.</summary>
public static class Quantity
{
    /// <summary>Makes a quantity, for values that are known to be right.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> lies outside its range.</exception>
    public static T From<T>(decimal value)
        where T : struct, IQuantity<T> => T.TryFrom(value, out var quantity)
        ? quantity
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(T).Name} goes from {T.Range}.");
}

/// <summary>Quantities are plain numbers in JSON.</summary>
/// <typeparam name="T">The quantity.</typeparam>
internal sealed class QuantityConverter<T> : JsonConverter<T>
    where T : struct, IQuantity<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var value) && T.TryFrom(value, out var quantity)
            ? quantity
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"A number from {T.Range} was expected."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
