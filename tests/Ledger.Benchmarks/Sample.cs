using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median => Percentile(0.5);

    public void Add(double value) => _values.Add(value);

    public double Percentile(double share)
    {
        var sorted = _values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }

    /// <summary>Median, and least to greatest.</summary>
    public string Text(string format, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({_values.Min().ToString(format, CultureInfo.InvariantCulture)}–{_values.Max().ToString(format, CultureInfo.InvariantCulture)}) {unit}");
}
