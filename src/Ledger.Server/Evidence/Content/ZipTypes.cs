namespace Ledger.Server.Evidence.Content;

/// <summary>Tells by what is in a ZIP archive which format it is.</summary>
/// <remarks>Sources: ECMA-376 part 2 (office documents), GB/T 33190-2016 (OFD), the JAR and APK formats.</remarks>
internal static class ZipTypes
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    private static readonly string[] Programs =
    [
        ".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".lnk", ".jar", ".apk", ".class", ".dex",
    ];

    /// <summary>The kind of an archive.</summary>
    /// <param name="names">What is in it; null where that can't be told.</param>
    public static FoundType Of(IReadOnlyCollection<string>? names)
    {
        if (names is null) return FoundType.Refused("a damaged or empty ZIP archive");
        if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return FoundType.Refused("an office document with macros");
        if (Has(names, "META-INF/MANIFEST.MF") || Has(names, "AndroidManifest.xml") || Has(names, "classes.dex")) return FoundType.Refused("a program for Java or Android");
        if (names.FirstOrDefault(IsProgram) is { } program) return FoundType.Refused($"an archive with a program ({Short(program)})");
        if (Has(names, "OFD.xml")) return FoundType.Accepted("application/ofd");
        if (!Has(names, "[Content_Types].xml")) return FoundType.Accepted("application/zip");
        return Has(names, "word/document.xml") ? FoundType.Accepted(Office + "wordprocessingml.document")
            : Has(names, "xl/workbook.xml") ? FoundType.Accepted(Office + "spreadsheetml.sheet")
            : Has(names, "ppt/presentation.xml") ? FoundType.Accepted(Office + "presentationml.presentation")
            : FoundType.Accepted("application/zip");
    }

    private static bool Has(IReadOnlyCollection<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsProgram(string name) => Programs.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string Short(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return string.Concat(last.Where(c => !char.IsControl(c))) is { Length: <= 60 } shown ? shown : "…" + last[^59..];
    }
}
