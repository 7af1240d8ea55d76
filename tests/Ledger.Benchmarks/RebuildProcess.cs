using System.Diagnostics;
using System.Globalization;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Benchmarks;

/// <summary>A rebuild in a process of its own, so that its memory is its own.</summary>
internal static class RebuildProcess
{
    /// <summary>What the program is called with to be that process.</summary>
    public const string Argument = "rebuild-process";

    public static Process Start(string connectionString) => Process.Start(new ProcessStartInfo("dotnet", [typeof(RebuildProcess).Assembly.Location, Argument, connectionString])
    {
        RedirectStandardOutput = true,
    })!;

    /// <summary>Seconds that the rebuild took, and the most MB that the process held.</summary>
    public static async Task<(double Seconds, double Megabytes)> ResultAsync(Process process)
    {
        var output = (await process.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (double.Parse(output[0], CultureInfo.InvariantCulture), double.Parse(output[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("The rebuild failed.");
    }

    /// <summary>Runs in that process.</summary>
    public static async Task RunAsync(string connectionString)
    {
        await using var database = LedgerDatabase.Open(connectionString);
        await database.ProbeAppRoleAsync();
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        var catalog = new ReadModelCatalog(database, store, NullLogger<ReadModelCatalog>.Instance);
        using var over = new CancellationTokenSource();
        var peak = PeakAsync(over.Token);
        var clock = Stopwatch.StartNew();
        var report = await catalog.RebuildAsync(null);
        var seconds = clock.Elapsed.TotalSeconds;
        await over.CancelAsync();
        var most = await peak / 1048576.0;
        if (report.Differing.Count > 0) throw new InvalidOperationException($"Differing: {string.Join(", ", report.Differing)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {most}"));
    }

    private static async Task<long> PeakAsync(CancellationToken over)
    {
        var peak = Environment.WorkingSet;
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(200, CancellationToken.None);
            peak = Math.Max(peak, Environment.WorkingSet);
        }

        return peak;
    }
}
