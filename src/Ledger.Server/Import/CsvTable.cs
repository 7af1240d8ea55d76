using CsvHelper;

namespace Ledger.Server.Import;

/// <summary>The columns of one resource.</summary>
/// <param name="Required">Those whose header must be there.</param>
/// <param name="Optional">Those that may be left out.</param>
internal sealed record CsvColumns(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IEnumerable<string> All => Required.Concat(Optional);
}

/// <summary>Reads a CSV file into rows: strictly, and with every error in it.</summary>
internal static class CsvTable
{
    /// <summary>Most rows of a whole package: as many as one append takes, with room for what is derived from them.</summary>
    public const int MostRows = 50_000;

    /// <summary>The rows whose shape is right. Where the header is wrong there are none.</summary>
    public static IReadOnlyList<CsvRow> Read(string file, byte[] bytes, CsvColumns columns, IReadOnlyList<string>? declared, ImportErrors errors)
    {
        if (Utf8Text.Read(file, bytes, errors) is not { } text) return [];
        if (text[^1] != '\n')
            errors.Add(file, Utf8Text.LineAt(bytes, bytes.Length), null, "The last line has no line end: the file may have been cut off.");
        for (var cr = text.IndexOf('\r', StringComparison.Ordinal); cr >= 0; cr = text.IndexOf('\r', cr + 1))
        {
            if (cr + 1 < text.Length && text[cr + 1] == '\n') continue;
            errors.Add(file, text.AsSpan(0, cr).Count('\n') + 1, null, "There is a carriage return without a line feed; lines end with \\n or \\r\\n.");
            return [];
        }

        return Rows(file, bytes, columns, declared, errors);
    }

    private static List<CsvRow> Rows(string file, byte[] bytes, CsvColumns columns, IReadOnlyList<string>? declared, ImportErrors errors)
    {
        var rows = new List<CsvRow>();
        CsvMalformedReason? malformed = null;
        using var reader = CsvReader.Create(bytes, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            SkipEmptyLines = false,
            // A cell has no line breaks; so one quote too many spoils one line and not the rest of the file.
            AllowLineBreaksInQuotes = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed = record.Reason,
        });
        IReadOnlyDictionary<string, int>? header = null;
        for (; reader.Read() && !errors.Full(file); malformed = null)
        {
            var line = (int)reader.LineNumber;
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = reader.GetString(i);
            if (malformed is { } reason) errors.Add(file, line, null, Reason(reason));
            else if (header is null) header = Header(file, cells, columns, declared, errors);
            else if (cells.Length != header.Count)
                errors.Add(file, line, null, cells is [] or [""] ? "The line is blank." : $"The row has {cells.Length} cells; the header has {header.Count}.");
            else if (rows.Count < MostRows) rows.Add(new CsvRow(file, line, header, cells, errors));
            else
            {
                errors.Add(file, line, null, $"A package has at most {MostRows} rows; divide it.");
                break;
            }

            if (header is null) return [];
        }

        return rows;
    }

    private static string Reason(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote => "A quoted cell is not closed on its line; leave line breaks inside cells out.",
        _ => "A quote stands where none may: cells with quotes or commas are quoted whole, and quotes in them doubled.",
    };

    private static Dictionary<string, int>? Header(
        string file, string[] cells, CsvColumns columns, IReadOnlyList<string>? declared, ImportErrors errors)
    {
        var header = new Dictionary<string, int>(StringComparer.Ordinal);
        var wrong = false;
        for (var i = 0; i < cells.Length; i++)
        {
            if (!columns.All.Contains(cells[i])) Refuse(cells[i], $"There is no such column; known are {string.Join(", ", columns.All)}.");
            else if (!header.TryAdd(cells[i], i)) Refuse(cells[i], "The column is there twice.");
        }

        foreach (var column in columns.Required)
            if (!header.ContainsKey(column)) Refuse(column, "The column is missing.");
        if (!wrong && declared is not null && !declared.SequenceEqual(cells))
            Refuse(null, "The header is not what the schema in datapackage.json declares: the same names in the same order.");
        return wrong ? null : header;

        void Refuse(string? column, string reason)
        {
            wrong = true;
            errors.Add(file, 1, column, reason);
        }
    }
}
