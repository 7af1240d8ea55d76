using System.Globalization;

namespace Ledger.Postgres.Embedded;

/// <summary>What PostgreSQL's postmaster.pid says about the process that owns a data directory.</summary>
/// <param name="Pid">The postmaster's process id.</param>
/// <param name="Directory">The data directory as the postmaster was given it.</param>
/// <param name="Started">When it started, in seconds since 1970; with the pid it tells one postmaster from the next.</param>
/// <param name="Port">The port it listens on; 0 while that isn't written yet.</param>
/// <param name="Ready">Whether it accepts connections.</param>
internal sealed record PostmasterFile(int Pid, string Directory, long Started, int Port, bool Ready)
{
    public static string PathIn(DataFolder folder) => Path.Combine(folder.Database, "postmaster.pid");

    /// <summary>The file's content; null when there is none, or not yet a whole first line.</summary>
    public static PostmasterFile? Read(DataFolder folder)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(folder));
        }
        catch (IOException)
        {
            return null;
        }
        // Lines: pid, data directory, start time, port, socket folder, address, shared memory key, status.
        return lines.Length > 0 && int.TryParse(lines[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var pid)
            ? new PostmasterFile(
                pid, lines.ElementAtOrDefault(1) ?? "", Number(lines, 2), (int)Number(lines, 3),
                lines.ElementAtOrDefault(7)?.Trim() == "ready")
            : null;
    }

    private static long Number(string[] lines, int index) =>
        index < lines.Length && long.TryParse(lines[index], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
