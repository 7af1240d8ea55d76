using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>The whole feed of a million entries, read at once by several, and how much memory the server takes for it.</summary>
internal sealed class FeedLargeBenchmark : IBenchmark
{
    private const int Repetitions = 3;
    private const long Last = 100_000;
    private static readonly byte[] Entry = "\nevent: entry\n"u8.ToArray();
    private static readonly byte[] Head = "\nevent: head\n"u8.ToArray();

    public string Name => "feed-large";

    public string What =>
        $"1,000,000 entries in 20,000 streams. Starts the built server on that folder as a process of its own and reads GET /api/v1/feed/stream until it says that all history is told: {Repetitions} times by one "
        + $"reader from the first event on, and {Repetitions} times by eight at the same time, the last {Last:N0} events each; events are counted and not parsed. Beside it, before: COPY (select …) TO STDOUT of the same entries over one connection. Memory: the server's working set, sampled five times a second.";

    public async Task RunAsync()
    {
        var ledger = await FilledLedger.OpenAsync(20_000, 50);
        var entries = ledger.Head;
        var plain = await PlainCopy.OutAsync(ledger.Scratch.ConnectionString);
        await ledger.LeaveAsync();
        await using var scratch = ledger.Scratch;
        await using var server = await ServerProcess.StartAsync(scratch.Folder, ServerProcess.NoLimits);
        var idle = server.Megabytes();
        foreach (var (readers, after) in new[] { (1, 0L), (8, entries - Last) })
        {
            var (rate, peak) = (new Sample(), new Sample());
            for (var i = 0; i < Repetitions; i++)
            {
                var clock = Stopwatch.StartNew();
                var (told, most) = await server.PeakOfAsync(() => Task.WhenAll(Enumerable.Range(0, readers).Select(_ => Task.Run(() => ReadAsync(server.Address, after)))));
                rate.Add(told.Sum() / clock.Elapsed.TotalSeconds);
                peak.Add(most);
                if (told.Any(count => count < entries - after)) throw new InvalidOperationException($"A reader was told {told.Min()} of {entries - after} entries.");
            }

            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{readers} at once: {rate.Text("0", "events/s")} in all; COPY TO STDOUT {plain:0} rows/s, ratio {rate.Median / plain:0.000}; working set {idle:0} MB idle, at its peak {peak.Text("0", "MB")}"));
        }
    }

    private static async Task<long> ReadAsync(string address, long after)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await using var body = await client.GetStreamAsync(new Uri($"{address}/api/v1/feed/stream?after={after}"));
        var buffer = new byte[256 * 1024];
        var (kept, told) = (0, 0L);
        while (await body.ReadAsync(buffer.AsMemory(kept)) is > 0 and var read)
        {
            var (text, at) = (buffer.AsMemory(0, kept + read), 0);
            while (text.Span[at..].IndexOf(Entry) is >= 0 and var found)
            {
                told++;
                at += found + Entry.Length;
            }

            if (text.Span[at..].IndexOf(Head) >= 0) return told;
            // What may be the beginning of a name is looked at again with what follows.
            kept = Math.Min(text.Length - at, Entry.Length - 1);
            text[^kept..].CopyTo(buffer);
        }

        throw new InvalidOperationException($"The stream ended after {told} entries.");
    }
}
