using Ledger.Domain.Entries;
using Ledger.Domain.Packages;

namespace Ledger.Server.Import;

/// <summary>What reading a package gave.</summary>
/// <param name="Package">The package; null where there are errors.</param>
/// <param name="Digest">What the import depends on: 64 hexadecimal digits; null where a file could not be read.</param>
/// <param name="Errors">Every error, in the order of files and lines.</param>
public sealed record PackageReading(PlanPackage? Package, string? Digest, IReadOnlyList<ImportError> Errors);

/// <summary>Reads a package from a folder and checks everything that docs/reference/data-packages.md demands.</summary>
public static class PackageReader
{
    /// <summary>Reads and checks a package. A package that is not as it must be gives errors, never an exception.</summary>
    /// <param name="folder">The folder with <c>datapackage.json</c>.</param>
    public static PackageReading Read(string folder)
    {
        var errors = new ImportErrors();
        var files = new PackageFolder(folder, errors);
        var manifest = Open(files, errors);
        var digest = errors.Any ? null : files.Digest();
        var package = manifest is null ? null : Read(files, manifest, errors);
        return new PackageReading(errors.Any ? null : package, digest, errors.All);
    }

    /// <summary>Reads only so much of a package that its code and digest are known; null where it can't be read.</summary>
    internal static (string Code, string Digest)? Glance(string folder)
    {
        var errors = new ImportErrors();
        var files = new PackageFolder(folder, errors);
        return Open(files, errors) is { } manifest && !errors.Any ? (manifest.Document.Code, files.Digest()) : null;
    }

    private static PackageManifest? Open(PackageFolder files, ImportErrors errors)
    {
        if (files.Read(PackageFolder.Manifest) is not { } json || ManifestReader.Read(json, errors) is not { } manifest) return null;
        foreach (var resource in manifest.Resources.Values) files.Read(resource.Path);
        return manifest;
    }

    private static PlanPackage Read(PackageFolder files, PackageManifest manifest, ImportErrors errors)
    {
        var code = manifest.Document.Code;
        var package = new PlanPackage(
            manifest.Document, manifest.RevisedOn, new RowAt(PackageFolder.Manifest, manifest.Line),
            Rows("projects", RowReader.Project), Rows("progress", RowReader.Progress), Rows("indicators", RowReader.Indicator),
            Rows("figures", RowReader.Figure), Rows("changes", RowReader.Change));
        PackageChecks.Check(package, errors);
        return package;

        Sequence<T> Rows<T>(string name, Func<CsvRow, string, T?> read)
            where T : PackageRow => manifest.Resources.TryGetValue(name, out var resource) && files.Known(resource.Path) is { } bytes
            ? [.. CsvTable.Read(resource.Path, bytes, PackageColumns.Of[name], resource.Fields, errors).Select(row => read(row, code)).OfType<T>()]
            : [];
    }
}
