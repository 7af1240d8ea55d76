using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Ledger.Postgres.Migrations;

/// <summary>One step of the schema: an SQL file embedded in this assembly, <c>0001_name.sql</c>.</summary>
internal sealed partial record MigrationFile(int Version, string Name, string Sql)
{
    /// <summary>SHA-256 of the file's text with LF line ends, so that a checkout with other line ends is the same file.</summary>
    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Sql));

    /// <summary>The assembly's files in order.</summary>
    public static IReadOnlyList<MigrationFile> All { get; } = ReadAll(typeof(MigrationFile).Assembly);

    private static List<MigrationFile> ReadAll(Assembly assembly)
    {
        var files = assembly.GetManifestResourceNames()
            .Select(name => (name, match: FileName().Match(name)))
            .Where(file => file.match.Success)
            .Select(file => new MigrationFile(
                int.Parse(file.match.Groups["version"].ValueSpan, CultureInfo.InvariantCulture),
                file.match.Groups["name"].Value,
                Read(assembly, file.name)))
            .OrderBy(file => file.Version)
            .ToList();
        return files.DistinctBy(file => file.Version).Count() == files.Count
            ? files
            : throw new InvalidOperationException("Two migrations have the same number.");
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^(?<version>\d{4})_(?<name>[a-z0-9_]+)\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
