using System.Text.Json.Serialization;

namespace Ledger.Domain.Quantities;

/// <summary>建筑面积: floor area in m², 0 to 100 million.</summary>
[JsonConverter(typeof(QuantityConverter<SquareMetres>))]
public readonly record struct SquareMetres : IQuantity<SquareMetres>
{
    private SquareMetres(decimal value) => Value = value;

    /// <inheritdoc />
    public decimal Value { get; }

    /// <inheritdoc />
    public static string Range => "0 to 100,000,000 m²";

    /// <inheritdoc />
    public static bool TryFrom(decimal value, out SquareMetres quantity)
    {
        quantity = new SquareMetres(value);
        return value is >= 0 and <= 100_000_000m;
    }
}
