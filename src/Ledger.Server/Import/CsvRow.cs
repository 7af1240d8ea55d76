using System.Globalization;
using System.Text;
using Ledger.Domain.Entries;
using Ledger.Domain.Packages;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;

namespace Ledger.Server.Import;

/// <summary>One row of a table, read cell by cell; what does not fit becomes an error with its column.</summary>
internal sealed class CsvRow(string file, int line, IReadOnlyDictionary<string, int> header, string[] cells, ImportErrors errors)
{
    private const int LongestEvidence = 40;
    private const int LongestText = 4_000;
    private const int LongestId = 100;

    /// <summary>Where it stands.</summary>
    public RowAt At => new(file, line);

    /// <summary>Whether a cell of this row was refused.</summary>
    public bool Refused { get; private set; }

    public void Error(string? column, string reason)
    {
        Refused = true;
        errors.Add(file, line, column, reason);
    }

    /// <summary>The cell; null where it is empty or the column is missing.</summary>
    public string? Text(string column, bool required = false)
    {
        var text = header.TryGetValue(column, out var index) ? cells[index] : "";
        if (text.Length == 0)
        {
            if (required) Error(column, "The cell is empty; it must not be.");
            return null;
        }

        if (text.Length > LongestText) Error(column, $"The cell has {text.Length} characters; at most {LongestText} are allowed.");
        else if (text.Any(char.IsControl)) Error(column, "The cell holds a line break or another control character; leave it out.");
        else if (string.IsNullOrWhiteSpace(text)) Error(column, "The cell holds only blanks; leave it empty.");
        else return text;
        return null;
    }

    public string? Id(string column, bool required = false)
    {
        if (Text(column, required) is not { } id) return null;
        if (ManifestReader.Slug().IsMatch(id) && id.Length <= LongestId) return id;
        Error(column, $"'{id}' is no id: a-z, 0-9 and single dashes between them, at most {LongestId} characters.");
        return null;
    }

    public T? OneOf<T>(string column, bool required = false)
        where T : struct, Enum
    {
        if (Text(column, required) is not { } text) return null;
        if (Code<T>.TryParse(text, out var value)) return value;
        Error(column, $"'{text}' is not one of {string.Join(", ", Code<T>.All)}.");
        return null;
    }

    public ReducedDate? Date(string column)
    {
        if (Text(column) is not { } text) return null;
        if (ReducedDate.TryParse(text, out var date)) return date;
        Error(column, $"'{text}' is no date such as 2022-06-18, 2022-06, 2022-Q2 or 2022.");
        return null;
    }

    public bool? Flag(string column)
    {
        switch (Text(column))
        {
            case null: return null;
            case "true": return true;
            case "false": return false;
            case var text:
                Error(column, $"'{text}' is neither true nor false.");
                return null;
        }
    }

    public decimal? Number(string column)
    {
        if (Text(column) is not { } text) return null;

        // No exponent, no thousands separator, no sign but a minus, and no more digits than a double holds.
        if (text.Length <= 20 && text.Count(char.IsAsciiDigit) is > 0 and <= 15
            && text.All(c => char.IsAsciiDigit(c) || c is '-' or '.') && char.IsAsciiDigit(text[^1]) && char.IsAsciiDigit(text.TrimStart('-').FirstOrDefault())
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        Error(column, $"'{text}' is no number such as -12.5: digits without separators, at most 15 of them.");
        return null;
    }

    public T? Quantity<T>(string column)
        where T : struct, IQuantity<T>
    {
        if (Number(column) is not { } number) return null;
        if (T.TryFrom(number, out var quantity)) return quantity;
        Error(column, $"{cells[header[column]]} is out of range: {T.Range}.");
        return null;
    }

    /// <summary>The place in the document, with its words.</summary>
    /// <param name="document">Code of the plan.</param>
    /// <param name="withColumn">Whether the place has a column.</param>
    public Source Source(string document, bool withColumn = false)
    {
        var evidence = Text("evidence", required: true);
        if (evidence is not null && evidence.EnumerateRunes().Count() is var length and > LongestEvidence)
            Error("evidence", string.Create(CultureInfo.InvariantCulture, $"The evidence has {length} characters; at most {LongestEvidence} are allowed."));
        return new Source(document, Text("section", required: true), Text("table"), Text("row"), withColumn ? Text("column") : null, Evidence: evidence);
    }
}
