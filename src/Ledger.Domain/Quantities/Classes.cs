using System.Text.Json.Serialization;

namespace Ledger.Domain.Quantities;

/// <summary>班: number of classes, 0 to 100,000.</summary>
[JsonConverter(typeof(QuantityConverter<Classes>))]
public readonly record struct Classes : IQuantity<Classes>
{
    private Classes(decimal value) => Value = value;

    /// <inheritdoc />
    public decimal Value { get; }

    /// <inheritdoc />
    public static string Range => "0 to 100,000 classes";

    /// <inheritdoc />
    public static bool TryFrom(decimal value, out Classes quantity)
    {
        quantity = new Classes(value);
        return value is >= 0 and <= 100_000m && value == decimal.Truncate(value);
    }
}
