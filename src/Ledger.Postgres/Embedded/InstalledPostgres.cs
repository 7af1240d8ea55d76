using System.ComponentModel;
using System.Globalization;

namespace Ledger.Postgres.Embedded;

/// <summary>The places where the usual installers put PostgreSQL, the newest version first.</summary>
internal static class InstalledPostgres
{
    // The part with the star is the version.
    private static readonly string[] Places =
    [
        "/usr/lib/postgresql/*/bin",                            // Debian, Ubuntu
        "/usr/pgsql-*/bin",                                     // PostgreSQL's own packages for Red Hat
        "/usr/libexec/postgresql*",                             // Alpine
        "/opt/homebrew/opt/postgresql@*/bin",                   // Homebrew on Apple silicon
        "/usr/local/opt/postgresql@*/bin",                      // Homebrew on Intel
        "/Library/PostgreSQL/*/bin",                            // EDB's installer on macOS
        "/Applications/Postgres.app/Contents/Versions/*/bin",
    ];

    public static IReadOnlyList<string> Folders()
    {
        var places = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL", "*", "bin")]
            : Places;
        return [.. places.SelectMany(Expand).Concat(FromPath()).Concat(FromConfig()).Distinct()];
    }

    private static IEnumerable<string> Expand(string place)
    {
        var parts = place.Split('*');
        var parent = Path.GetDirectoryName(parts[0] + "x")!;
        if (!Directory.Exists(parent))
            return [];
        return Directory.EnumerateDirectories(parent, Path.GetFileName(parts[0] + "*"))
            .OrderByDescending(found => VersionOf(found[parts[0].Length..]))
            .Select(found => found + parts[1])
            .Where(Directory.Exists);
    }

    private static double VersionOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static IEnumerable<string> FromPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(folder => Path.IsPathRooted(folder)
                && File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "initdb.exe" : "initdb")));

    private static IEnumerable<string> FromConfig()
    {
        try
        {
            var asked = PostgresTool.RunAsync("pg_config", ["--bindir"], PostgresAccount.Ourselves, CancellationToken.None)
                .GetAwaiter().GetResult();
            return asked.Succeeded ? [asked.Output.Trim()] : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
