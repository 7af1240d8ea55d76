using System.Diagnostics;
using System.Globalization;

namespace Ledger.Server.Tests.Commands.EndToEnd;

/// <summary>A data folder of a test's own, and the PostgreSQL that its ledger started.</summary>
internal sealed class DataFolder : IDisposable
{
    private DataFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Process id of the postmaster; null where none runs.</summary>
    public int? Postgres => PostmasterPid() is { } pid && Runs(pid) ? pid : null;

    // Outside any home: as root, PostgreSQL's account must be able to enter.
    public static DataFolder New() => new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ledger-e2e-{Guid.NewGuid():N}"));

    /// <summary>kill -9 of the postmaster that this ledger started.</summary>
    public void KillPostgres()
    {
        using var process = Process.GetProcessById(Postgres ?? throw new InvalidOperationException("No PostgreSQL runs here."));
        process.Kill();
    }

    public void Dispose()
    {
        for (var attempt = 1; Directory.Exists(Path); attempt++)
        {
            if (Postgres is not null) KillPostgres();
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && attempt < 20)
            {
                Thread.Sleep(100); // backends of a killed postmaster write a moment longer
            }
        }
    }

    private int? PostmasterPid()
    {
        try
        {
            using var file = File.OpenText(System.IO.Path.Combine(Path, "database", "postmaster.pid"));
            return int.TryParse(file.ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    // A zombie has ended; only whoever started it has not looked yet.
    private static bool Runs(int pid)
    {
        var status = $"/proc/{pid}/status";
        return File.Exists(status) && !File.ReadLines(status).Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
    }
}
