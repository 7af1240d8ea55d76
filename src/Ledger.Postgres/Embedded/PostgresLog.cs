namespace Ledger.Postgres.Embedded;

/// <summary>Why a start failed, as PostgreSQL's log tells it.</summary>
/// <param name="Text">PostgreSQL's own words.</param>
/// <param name="PortTaken">Another program listens on the port.</param>
/// <param name="MayPass">What is in the way is on its way out: processes of a postmaster that was killed.</param>
internal sealed record StartFailure(string Text, bool PortTaken, bool MayPass);

internal static class PostgresLog
{
    private const long Enough = 16 * 1024 * 1024;

    public static long EndOf(DataFolder folder) => File.Exists(folder.Log) ? new FileInfo(folder.Log).Length : 0;

    /// <summary>Keeps the log from growing for ever: one old part is kept.</summary>
    public static void Rotate(DataFolder folder)
    {
        if (EndOf(folder) > Enough)
            File.Move(folder.Log, folder.Log + ".1", overwrite: true);
    }

    public static StartFailure FailureAfter(DataFolder folder, long position)
    {
        var text = TextAfter(folder, position);
        return new StartFailure(
            Reason(text.Split('\n')),
            text.Contains("could not bind", StringComparison.Ordinal),
            text.Contains("shared memory block", StringComparison.Ordinal)
                || text.Contains("lock file \"postmaster.pid\"", StringComparison.Ordinal));
    }

    // The fatal line says why, except for a mistake in the settings, which the line before it names.
    private static string Reason(string[] lines)
    {
        var fatal = Array.FindIndex(lines, line => line.Contains("FATAL:", StringComparison.Ordinal));
        if (fatal < 0)
            return "it left no reason in its log";
        var telling = lines[fatal].Contains("configuration file", StringComparison.Ordinal) && fatal > 0 ? fatal - 1 : fatal;
        return lines[telling][(lines[telling].LastIndexOf(":  ", StringComparison.Ordinal) + 1)..].Trim();
    }

    private static string TextAfter(DataFolder folder, long position)
    {
        if (!File.Exists(folder.Log))
            return "";
        using var stream = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = Math.Min(position, stream.Length);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
