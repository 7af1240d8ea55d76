using System.Globalization;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>Appends of 100 entries each by 8 callers.</summary>
internal sealed class AppendBatchesBenchmark : IBenchmark
{
    private const int Callers = 8;
    private const int Size = 100;
    private const int Repetitions = 4;

    public string Name => "append-batches";

    public string What =>
        $"{Callers} callers append {Size} entries of {AppendBenchmark.Payload.Length} bytes at a time, each to a stream of its own, and wait until they are durable. Beside it, in turn: {Callers} connections that copy {Size} rows at a time by binary COPY, a "
        + "transaction each, and one connection that copies 100,000 rows in one transaction; all into tables with the columns, indexes and foreign key of the log. COPY keeps no stream's version and checks none. "
        + $"{Repetitions} times each for 3 s, the first time not counted.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var database = await scratch.OpenAsync();
        await PlainInserts.CreateAsync(database.Owner);
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        NewEntry[] entries = [.. Enumerable.Repeat(new NewEntry("construction_started", AppendBenchmark.Payload), Size)];
        var (ours, batches, whole) = (new AppendBenchmark.Rates(), new AppendBenchmark.Rates(), new AppendBenchmark.Rates());
        var next = new Positions();
        for (var i = 0; i < Repetitions; i++)
        {
            var round = i;
            await AppendBenchmark.MeasureAsync(Callers, caller => AppendAsync(store, $"project-b{round}-{caller}", entries), Counted(ours));
            await CopyAsync(database.Owner, Callers, Size, $"b{round}", next, Counted(batches));
            await CopyAsync(database.Owner, 1, 100_000, $"w{round}", next, Counted(whole));

            AppendBenchmark.Rates Counted(AppendBenchmark.Rates rates) => round == 0 ? new() : rates;
        }

        // A call is a batch.
        var (a, b, w) = (ours.PerSecond.Median * Size, batches.PerSecond.Median * Size, whole.PerSecond.Median * 100_000);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ledger, {Callers} callers × {Size}   {a:0} entries/s ({ours.PerSecond.Text("0", "batches/s")}), p50 {ours.P50.Text("0.0", "ms")}"));
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"COPY, {Callers} × {Size}             {b:0} rows/s ({batches.PerSecond.Text("0", "batches/s")}); ratio {a / b:0.00}"));
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"COPY, 1 × 100,000         {w:0} rows/s; ratio {a / w:0.00}"));
    }

    private static async Task AppendAsync(EventStore store, string stream, NewEntry[] entries)
    {
        if (await store.AppendAsync(new AppendRequest([new StreamAppend(stream, "project", ExpectedVersion.Any, entries)], "bench")) is not AppendResult.Appended)
            throw new InvalidOperationException("The append was refused.");
    }

    private static async Task CopyAsync(NpgsqlDataSource source, int connections, int size, string name, Positions next, AppendBenchmark.Rates rates)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ => await source.OpenConnectionAsync()));
        var versions = new long[connections];
        for (var i = 0; i < connections; i++) await PlainCopy.AddStreamsAsync(open[i], [$"{name}-{i}"]);
        await AppendBenchmark.MeasureAsync(connections, async caller =>
        {
            var version = versions[caller];
            versions[caller] += size;
            await PlainCopy.RowsAsync(open[caller], next.Take(size), Enumerable.Range(1, size).Select(nth => ($"{name}-{caller}", version + nth)), AppendBenchmark.Payload);
        }, rates);
        foreach (var connection in open) await connection.DisposeAsync();
    }

    private sealed class Positions
    {
        private long _last;

        public long Take(int count) => Interlocked.Add(ref _last, count) - count + 1;
    }
}
