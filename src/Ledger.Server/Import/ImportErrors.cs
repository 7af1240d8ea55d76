namespace Ledger.Server.Import;

/// <summary>Gathers errors, so that the author of a package sees all of them at once.</summary>
internal sealed class ImportErrors
{
    // A file of the wrong kind is wrong in every line. Beyond this many nobody reads on.
    private const int MostOfOneFile = 1_000;

    private readonly List<ImportError> errors = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public IReadOnlyList<ImportError> All => [.. errors.OrderBy(e => e.File == PackageFolder.Manifest ? "" : e.File, StringComparer.Ordinal).ThenBy(e => e.Line)];

    public bool Any => errors.Count > 0;

    /// <summary>Whether the file has so many errors that reading on is useless.</summary>
    public bool Full(string file) => counts.GetValueOrDefault(file) > MostOfOneFile;

    public void Add(string file, int line, string? column, string reason)
    {
        var count = counts[file] = counts.GetValueOrDefault(file) + 1;
        if (count <= MostOfOneFile) errors.Add(new ImportError(file, line, column, reason));
        else if (count == MostOfOneFile + 1) errors.Add(new ImportError(file, line, null, "There are more errors from here on; they are not listed."));
    }
}
