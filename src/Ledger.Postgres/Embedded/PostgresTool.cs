using System.ComponentModel;
using System.Diagnostics;

namespace Ledger.Postgres.Embedded;

internal readonly record struct ToolResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    // Tools end with their complaint; "Examine the log output" and hints come after it and say less.
    public string Complaint
    {
        get
        {
            var lines = Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var mark in new[] { "FATAL:", "error:" })
            {
                if (lines.LastOrDefault(l => l.Contains(mark, StringComparison.Ordinal)) is { } line)
                    return line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Trim();
            }
            return lines.LastOrDefault() ?? $"exit code {ExitCode}";
        }
    }
}

/// <summary>Runs one of PostgreSQL's programs (or a small system tool) to its end, as the given account.</summary>
internal static class PostgresTool
{
    /// <exception cref="Win32Exception">The program can't be started: missing, unreachable, or made for another machine.</exception>
    public static async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, PostgresAccount account, CancellationToken cancellationToken,
        string? input = null)
    {
        using var process = Process.Start(Describe(program, arguments, account))!;
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, PostgresAccount account)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            // The folder we were started in may be closed to the account, and PostgreSQL's tools stop when they can't
            // tell where they are.
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory),
        };
        if (account.Name is { } name)
            start.UserName = name;
        foreach (var key in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(key);
        // We read what the tools print, and macOS's postmaster refuses to start under a locale it doesn't know.
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        return start;
    }
}
