using System.Diagnostics;

namespace Ledger.Benchmarks;

/// <summary>How long something takes.</summary>
internal static class Timed
{
    /// <summary>Milliseconds until it is over.</summary>
    public static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
