namespace Ledger.Server.Import;

/// <summary>Something in a package that keeps it out of the ledger.</summary>
/// <param name="File">Name of the file, relative to the package's folder; <c>.</c> for the folder itself.</param>
/// <param name="Line">Number of the line, from 1; 0 where no line is at fault, such as for a missing file.</param>
/// <param name="Column">Name of the CSV column or path of the JSON property; <see langword="null"/> where none is at fault.</param>
/// <param name="Reason">One sentence that says what is wrong and what is right.</param>
public sealed record ImportError(string File, int Line, string? Column, string Reason)
{
    /// <summary>The error as compilers write theirs: <c>figures.csv:12: value: …</c>.</summary>
    public override string ToString() =>
        File + (Line > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $":{Line}") : "") + ": " + (Column is null ? "" : Column + ": ") + Reason;
}
