using System.Text.Json.Serialization;

namespace Ledger.Domain.Quantities;

/// <summary>学位: number of places for learners, 0 to 10 million.</summary>
[JsonConverter(typeof(QuantityConverter<Places>))]
public readonly record struct Places : IQuantity<Places>
{
    private Places(decimal value) => Value = value;

    /// <inheritdoc />
    public decimal Value { get; }

    /// <inheritdoc />
    public static string Range => "0 to 10,000,000 places";

    /// <inheritdoc />
    public static bool TryFrom(decimal value, out Places quantity)
    {
        quantity = new Places(value);
        return value is >= 0 and <= 10_000_000m && value == decimal.Truncate(value);
    }
}
