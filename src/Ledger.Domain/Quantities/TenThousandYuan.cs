using System.Text.Json.Serialization;

namespace Ledger.Domain.Quantities;

/// <summary>投资: money in 万元 (10,000 CNY), 0 to 1 billion.</summary>
[JsonConverter(typeof(QuantityConverter<TenThousandYuan>))]
public readonly record struct TenThousandYuan : IQuantity<TenThousandYuan>
{
    private TenThousandYuan(decimal value) => Value = value;

    /// <inheritdoc />
    public decimal Value { get; }

    /// <inheritdoc />
    public static string Range => "0 to 1,000,000,000 (10,000 CNY)";

    /// <inheritdoc />
    public static bool TryFrom(decimal value, out TenThousandYuan quantity)
    {
        quantity = new TenThousandYuan(value);
        return value is >= 0 and <= 1_000_000_000m;
    }
}
