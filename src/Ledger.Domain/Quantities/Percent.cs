using System.Text.Json.Serialization;

namespace Ledger.Domain.Quantities;

/// <summary>形象进度: a share in percent, 0 to 100.</summary>
[JsonConverter(typeof(QuantityConverter<Percent>))]
public readonly record struct Percent : IQuantity<Percent>
{
    private Percent(decimal value) => Value = value;

    /// <inheritdoc />
    public decimal Value { get; }

    /// <inheritdoc />
    public static string Range => "0 to 100 percent";

    /// <inheritdoc />
    public static bool TryFrom(decimal value, out Percent quantity)
    {
        quantity = new Percent(value);
        return value is >= 0 and <= 100m;
    }
}
