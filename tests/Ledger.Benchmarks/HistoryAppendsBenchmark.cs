using System.Globalization;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>Whether appends cost more behind a million entries than behind a hundred thousand.</summary>
internal sealed class HistoryAppendsBenchmark : IBenchmark
{
    private const int Streams = 10_000;
    private const int Repetitions = 5;

    public string Name => "history-appends";

    public string What =>
        $"A ledger of 100,000 entries and one of 1,000,000, each in a cluster of its own, filled by appends of 100,000. In turn, {Repetitions} times 3 s each after a first time that is not counted: one entry per call by 1 and by 64 callers, "
        + "to streams of their own. The ratio of the larger to the smaller is what counts.";

    public async Task RunAsync()
    {
        await using var small = new Filled();
        await using var large = new Filled();
        await small.OpenAsync(1);
        await large.OpenAsync(10);
        foreach (var callers in new[] { 1, 64 })
        {
            var (few, many) = (new AppendBenchmark.Rates(), new AppendBenchmark.Rates());
            for (var i = 0; i <= Repetitions; i++)
            {
                var round = i;
                await AppendBenchmark.MeasureAsync(callers, caller => AppendBenchmark.AppendOneAsync(small.Store, $"project-h{callers}.{round}-{caller}"), i == 0 ? new() : few);
                await AppendBenchmark.MeasureAsync(callers, caller => AppendBenchmark.AppendOneAsync(large.Store, $"project-h{callers}.{round}-{caller}"), i == 0 ? new() : many);
            }

            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{callers,2} callers: p50 behind 100,000 {few.P50.Text("0.00", "ms")}, behind 1,000,000 {many.P50.Text("0.00", "ms")}, ratio {many.P50.Median / few.P50.Median:0.00}; {few.PerSecond.Text("0", "")} and {many.PerSecond.Text("0", "entries/s")}"));
        }
    }

    private sealed class Filled : IAsyncDisposable
    {
        private readonly Scratch _scratch = new();
        private LedgerDatabase? _database;

        public EventStore Store { get; private set; } = null!;

        public async Task OpenAsync(int appends)
        {
            _database = await _scratch.OpenAsync();
            Store = new EventStore(_database, NullLogger<EventStore>.Instance);
            NewEntry[] entries = [.. Enumerable.Repeat(new NewEntry("construction_started", AppendBenchmark.Payload), 10)];
            for (var append = 0; append < appends; append++)
            {
                var name = $"project-f{append}";
                await Store.AppendAsync(new AppendRequest([.. Enumerable.Range(0, Streams).Select(i => new StreamAppend($"{name}.p{i}", "project", ExpectedVersion.None, entries))], "bench"));
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            if (_database is not null) await _database.DisposeAsync();
            await _scratch.DisposeAsync();
        }
    }
}
