using System.Text.Json.Serialization;

namespace Ledger.Domain.Quantities;

/// <summary>占地面积: site area in 亩, 0 to 1 million; 1 mu is 666.67 m².</summary>
[JsonConverter(typeof(QuantityConverter<Mu>))]
public readonly record struct Mu : IQuantity<Mu>
{
    private Mu(decimal value) => Value = value;

    /// <inheritdoc />
    public decimal Value { get; }

    /// <inheritdoc />
    public static string Range => "0 to 1,000,000 mu";

    /// <inheritdoc />
    public static bool TryFrom(decimal value, out Mu quantity)
    {
        quantity = new Mu(value);
        return value is >= 0 and <= 1_000_000m;
    }
}
