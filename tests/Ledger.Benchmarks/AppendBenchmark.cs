using System.Diagnostics;
using System.Text;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>Appends of one entry by 1, 8, 64 and 256 callers.</summary>
internal sealed class AppendBenchmark : IBenchmark
{
    private const int Repetitions = 5;
    private const int MostConnections = 64;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    internal static readonly byte[] Payload = Encoding.UTF8.GetBytes(
        """{"effective":{"date":"2022-06-18","observed":false},"source":{"document":"wuxi-145","section":"第三章第二节","table":"专栏4","row":"4","evidence":"已开工建设"},"statusAsWritten":"已开工建设","note":"约六十亩，配套道路、运动场、绿化、给排水等附属工程建设"}""");

    public string Name => "append";

    public string What =>
        $"Each caller appends one entry of {Payload.Length} bytes to a stream of its own, waits until it is durable, and goes on, for "
        + $"{Duration.TotalSeconds:0} s. Plain PostgreSQL: as many connections (64 at most), each with a prepared single-row INSERT per transaction into a table "
        + "with the columns, indexes and foreign key of mt_events. The two take turns, "
        + $"{Repetitions} times each, on one server with the product's durable settings.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var database = await scratch.OpenAsync();
        await PlainInserts.CreateAsync(database.Owner);
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        var table = new Table().AddColumns("callers", "ledger, entries/s", "plain, rows/s", "rate ratio", "ledger p50, ms", "plain p50, ms", "p50 ratio");
        var run = 0;
        foreach (var callers in new[] { 1, 8, 64, 256 })
        {
            var (ours, plain) = (new Rates(), new Rates());
            for (var i = 0; i <= Repetitions; i++, run++)
            {
                var (round, warm) = (run, i > 0);
                await MeasureAsync(callers, caller => AppendOneAsync(store, $"project-r{round}-{caller}"), warm ? ours : new Rates());
                await PlainInserts.WithConnectionsAsync(database.Owner, Math.Min(callers, MostConnections), round, Payload, insert => MeasureAsync(Math.Min(callers, MostConnections), insert, warm ? plain : new Rates()));
            }

            table.AddRow(
                $"{callers}", ours.PerSecond.Text("0", ""), plain.PerSecond.Text("0", ""), $"{ours.PerSecond.Median / plain.PerSecond.Median:0.00}",
                ours.P50.Text("0.00", ""), plain.P50.Text("0.00", ""), $"{ours.P50.Median / plain.P50.Median:0.00}");
        }

        AnsiConsole.Write(table);
    }

    internal static async Task AppendOneAsync(EventStore store, string stream)
    {
        var result = await store.AppendAsync(new AppendRequest(
            [new StreamAppend(stream, "project", ExpectedVersion.Any, [new NewEntry("construction_started", Payload)])], "bench"));
        if (result is not AppendResult.Appended) throw new InvalidOperationException($"The append answered {result}.");
    }

    internal static async Task MeasureAsync(int callers, Func<int, Task> once, Rates rates)
    {
        var latencies = new List<double>[callers];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            latencies[caller] = [];
            while (clock.Elapsed < Duration)
            {
                var start = Stopwatch.GetTimestamp();
                await once(caller);
                latencies[caller].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        rates.PerSecond.Add(latencies.Sum(list => list.Count) / clock.Elapsed.TotalSeconds);
        var all = new Sample();
        foreach (var latency in latencies.SelectMany(list => list)) all.Add(latency);
        rates.P50.Add(all.Median);
    }

    internal sealed record Rates
    {
        public Sample PerSecond { get; } = new();

        public Sample P50 { get; } = new();
    }
}
