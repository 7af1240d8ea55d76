using System.ComponentModel;
using System.Text.RegularExpressions;

namespace Ledger.Postgres.Embedded;

/// <summary>A PostgreSQL that runs here, as the account that has to run it.</summary>
/// <param name="Folder">The folder of its programs.</param>
/// <param name="Version">Its version as it states it, such as 18.4.</param>
/// <param name="Major">Its major version, which its data folders are tied to.</param>
internal sealed partial record PostgresBinaries(string Folder, string Version, int Major)
{
    public string Initdb => Program("initdb");

    public string Control => Program("pg_ctl");

    public string Server => Program("postgres");

    /// <summary>What lies in <paramref name="folder"/> if all of it runs as <paramref name="account"/>, else null.</summary>
    public static async Task<PostgresBinaries?> ProbeAsync(
        string folder, PostgresAccount account, CancellationToken cancellationToken)
    {
        var found = new PostgresBinaries(folder, "", 0);
        if (!DataFolder.ShellSafe(folder) || !File.Exists(found.Initdb) || !File.Exists(found.Control))
            return null;
        try
        {
            // These two need different libraries, and pg_ctl none that they don't need.
            var answers = await Task.WhenAll(
                PostgresTool.RunAsync(found.Server, ["--version"], account, cancellationToken),
                PostgresTool.RunAsync(found.Initdb, ["--version"], account, cancellationToken));
            var match = VersionIn().Match(answers[0].Output);
            return answers.All(a => a.Succeeded) && match.Success
                ? new PostgresBinaries(folder, match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, provider: null))
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (([0-9]+)[^\s]*)")]
    private static partial Regex VersionIn();
}
