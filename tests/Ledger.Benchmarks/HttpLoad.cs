using System.Diagnostics;
using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>What a load came to.</summary>
/// <param name="PerSecond">Answers in a second.</param>
/// <param name="P50">Milliseconds from sending a request to the last byte of its answer: the median.</param>
/// <param name="P99">The same, of 99 in 100.</param>
/// <param name="Bytes">Of one answer, on average, with its headers.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99, double Bytes)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0}/s, p50 {P50:0.0} ms, p99 {P99:0.0} ms, {Bytes:0} bytes an answer");
}

/// <summary>Callers that each send their next request as soon as the last one is answered.</summary>
internal static class HttpLoad
{
    /// <summary>Lets callers ask for some time, each on a connection and a thread of its own.</summary>
    /// <param name="address">The server's.</param>
    /// <param name="callers">How many.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="request">The request of a caller, by its number among all requests of this load.</param>
    /// <param name="check">Throws where an answer is not the one wanted.</param>
    public static Task<LoadResult> RunAsync(Uri address, int callers, double seconds, Func<int, byte[]> request, Action<RawConnection> check) => Task.Run(() =>
    {
        var (next, bytes, failure) = (-1, 0L, (Exception?)null);
        var latencies = new List<double>[callers];
        using var start = new Barrier(callers + 1);
        var clock = new Stopwatch();
        var threads = Enumerable.Range(0, callers).Select(caller => new Thread(() =>
        {
            latencies[caller] = new List<double>(65_536);
            try
            {
                using var connection = new RawConnection(address);
                start.SignalAndWait();
                while (clock.Elapsed.TotalSeconds < seconds && Volatile.Read(ref failure) is null)
                {
                    var asked = request(Interlocked.Increment(ref next));
                    var begun = Stopwatch.GetTimestamp();
                    connection.Exchange(asked);
                    latencies[caller].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                    check(connection);
                    Interlocked.Add(ref bytes, connection.Length);
                }
            }
            catch (Exception e)
            {
                Volatile.Write(ref failure, e);
                start.RemoveParticipant();
            }
        }, 256 * 1024)).ToList();
        foreach (var thread in threads) thread.Start();
        clock.Start();
        start.SignalAndWait();
        clock.Restart();
        foreach (var thread in threads) thread.Join();
        var elapsed = clock.Elapsed.TotalSeconds;
        if (failure is not null) throw new InvalidOperationException($"A request failed: {failure.Message}", failure);
        var all = latencies.SelectMany(one => one).Order().ToList();
        return new LoadResult(all.Count / elapsed, all[all.Count / 2], all[(int)(all.Count * 0.99)], (double)bytes / all.Count);
    });
}
