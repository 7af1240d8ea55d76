using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Time;

/// <summary>A calendar date as exact as its source: a day, a month, a quarter or a year.</summary>
/// <remarks>
/// Written as ISO 8601 with reduced precision: <c>2022-06-18</c>, <c>2022-06</c>, <c>2022</c>; quarters, which ISO does not
/// know, as <c>2022-Q2</c>. Years run from 1900 to 2199: what lies outside is a slip of the pen in a building plan.
/// </remarks>
[JsonConverter(typeof(Converter))]
public readonly record struct ReducedDate : IComparable<ReducedDate>
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("0123456789-Q");

    private ReducedDate(DateOnly firstDay, Precision precision)
    {
        FirstDay = firstDay;
        Precision = precision;
    }

    /// <summary>The first day of the period named.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>How exactly the date is known.</summary>
    public Precision Precision { get; }

    /// <summary>The last day of the period named: the day from which a fact so dated holds.</summary>
    public DateOnly LastDay => Precision switch
    {
        Precision.Day => FirstDay,
        Precision.Month => FirstDay.AddMonths(1).AddDays(-1),
        Precision.Quarter => FirstDay.AddMonths(3).AddDays(-1),
        _ => FirstDay.AddYears(1).AddDays(-1),
    };

    /// <summary>A date known to the day.</summary>
    /// <param name="day">The day, in the years 1900 to 2199.</param>
    public static ReducedDate Of(DateOnly day) => Checked(day, Precision.Day);

    /// <summary>A date of which only the year is known.</summary>
    /// <param name="year">The year, 1900 to 2199.</param>
    public static ReducedDate OfYear(int year) => Checked(new DateOnly(year, 1, 1), Precision.Year);

    /// <summary>Reads <c>2022-06-18</c>, <c>2022-06</c>, <c>2022-Q2</c> or <c>2022</c>.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is none of these.</exception>
    public static ReducedDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException($"'{text}' is not a date such as 2022-06-18, 2022-06, 2022-Q2 or 2022.");

    /// <summary>Reads a reduced date; answers <see langword="false"/> where <paramref name="text"/> is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ReducedDate date)
    {
        date = default;
        if (text.ContainsAnyExcept(Marks)) return false;
        if (text.Length == 7 && text[4..6] is "-Q" && text[6] is >= '1' and <= '4'
            && TryYear(text[..4], out var year))
        {
            date = new ReducedDate(new DateOnly(year, (text[6] - '1') * 3 + 1, 1), Precision.Quarter);
            return true;
        }

        var (format, precision) = text.Length switch
        {
            10 => ("yyyy-MM-dd", Precision.Day),
            7 => ("yyyy-MM", Precision.Month),
            4 => ("yyyy", Precision.Year),
            _ => ("", Precision.Day),
        };
        if (format.Length == 0
            || !DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            || !InRange(first.Year))
            return false;
        date = new ReducedDate(first, precision);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(ReducedDate other) => LastDay.CompareTo(other.LastDay);

    /// <summary>The ISO 8601 form, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Precision switch
    {
        Precision.Day => FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Precision.Month => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Precision.Quarter => string.Create(CultureInfo.InvariantCulture, $"{FirstDay.Year}-Q{(FirstDay.Month + 2) / 3}"),
        _ => FirstDay.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Earlier by the day from which it holds.</summary>
    public static bool operator <(ReducedDate left, ReducedDate right) => left.CompareTo(right) < 0;

    /// <summary>Earlier or the same day.</summary>
    public static bool operator <=(ReducedDate left, ReducedDate right) => left.CompareTo(right) <= 0;

    /// <summary>Later by the day from which it holds.</summary>
    public static bool operator >(ReducedDate left, ReducedDate right) => left.CompareTo(right) > 0;

    /// <summary>Later or the same day.</summary>
    public static bool operator >=(ReducedDate left, ReducedDate right) => left.CompareTo(right) >= 0;

    private static bool InRange(int year) => year is >= 1900 and <= 2199;

    private static bool TryYear(ReadOnlySpan<char> text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && InRange(year);

    private static ReducedDate Checked(DateOnly day, Precision precision) => InRange(day.Year)
        ? new ReducedDate(day, precision)
        : throw new ArgumentOutOfRangeException(nameof(day), day, "The year lies outside 1900 to 2199.");

    internal sealed class Converter : JsonConverter<ReducedDate>
    {
        private const int Longest = 10;

        public override ReducedDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Span<char> text = stackalloc char[Longest];
            return reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= Longest && TryParse(text[..reader.CopyString(text)], out var date)
                ? date
                : throw new JsonException("A date such as 2022-06-18, 2022-06, 2022-Q2 or 2022 was expected.");
        }

        public override void Write(Utf8JsonWriter writer, ReducedDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
