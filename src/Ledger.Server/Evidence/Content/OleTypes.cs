namespace Ledger.Server.Evidence.Content;

/// <summary>Tells by what is in an OLE compound file which format it is. WPS writes the same ones.</summary>
/// <remarks>Sources: [MS-DOC] 2.1.1, [MS-XLS] 2.1.2, [MS-PPT] 2.1.1, [MS-OVBA] 2.2.1 (where macros lie).</remarks>
internal static class OleTypes
{
    private static readonly string[] Macros = ["Macros", "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR"];

    /// <summary>The kind of a compound file.</summary>
    /// <param name="names">What is in it; null where that can't be told.</param>
    public static FoundType Of(IReadOnlyCollection<string>? names)
    {
        if (names is null) return FoundType.Refused("a damaged office document");
        if (names.Any(Macros.Contains)) return FoundType.Refused("an office document with macros");
        return names.Contains("WordDocument") ? FoundType.Accepted("application/msword")
            : names.Contains("Workbook") || names.Contains("Book") ? FoundType.Accepted("application/vnd.ms-excel")
            : names.Contains("PowerPoint Document") ? FoundType.Accepted("application/vnd.ms-powerpoint")
            : FoundType.Refused("an installer or another compound file of no known kind");
    }
}
