using System.Globalization;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>One project of a thousand entries as of a past date.</summary>
internal sealed class StreamBenchmark : IBenchmark
{
    private const int Projects = 100;
    private const int EntriesEach = 1_000;
    private const int Questions = 1_000;
    private const int Repetitions = 3;

    public string Name => "stream";

    public string What =>
        $"{Projects} projects with {EntriesEach:N0} entries each, interleaved. {Repetitions} × {Questions:N0} questions in turn, each of another project and day: LedgerQueries.ProjectAsync as of a past date; "
        + "EventStore.ReadStreamAsync up to the position of mid-history and the domain's fold of those 500 entries as of a past date; and, beside them, hand-written SQL that reads type and data of the same 500 entries and does nothing with them.";

    public async Task RunAsync()
    {
        var ledger = await FilledLedger.OpenAsync(Projects, EntriesEach);
        var queries = new LedgerQueries(ledger.Database);
        var (rows, folds, raw) = (new Repeated(), new Repeated(), new Repeated());
        for (var i = -200; i < Repetitions * Questions; i++)
        {
            var (id, day) = ($"bench.p{(i + 200) * 37 % Projects}", ledger.Middle.AddDays(-(i + 200) % 4_000));
            var repetition = i < 0 ? -1 : i / Questions;
            rows.Add(repetition, await Timed.MillisecondsAsync(() => queries.ProjectAsync(new AsKnown(day, ledger.Head), id)));
            folds.Add(repetition, await Timed.MillisecondsAsync(() => FoldAsync(ledger.Store, id, day, ledger.Head / 2)));
            raw.Add(repetition, await Timed.MillisecondsAsync(() => RawAsync(ledger.Database.App, id, ledger.Head / 2)));
        }

        AnsiConsole.WriteLine($"one query                     {rows.Text}");
        AnsiConsole.WriteLine($"stream read and folded        {folds.Text}");
        AnsiConsole.WriteLine($"the 500 raw entries by SQL    {raw.Text}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"query / raw {rows.Median / raw.Median:0.00}; fold / raw {folds.Median / raw.Median:0.00}"));
    }

    private static async Task FoldAsync(EventStore store, string id, DateOnly day, long position)
    {
        var stored = await store.ReadStreamAsync(StreamName.Of<Project>(id), position);
        if (Fold.State<Project>(stored.Select(entry => entry.ToRecorded()), day, position) is not Project.Known) throw new InvalidOperationException("It was there.");
    }

    private static async Task RawAsync(NpgsqlDataSource source, string id, long position)
    {
        await using var command = source.CreateCommand("select type, data from ledger.mt_events where stream_id = $1 and seq_id <= $2 order by version");
        command.Parameters.Add(new() { Value = "project-" + id });
        command.Parameters.Add(new() { Value = position });
        await using var reader = await command.ExecuteReaderAsync();
        var count = 0;
        for (; await reader.ReadAsync(); count++) _ = (reader.GetString(0), reader.GetFieldValue<byte[]>(1));
        if (count != EntriesEach / 2) throw new InvalidOperationException($"{count} entries.");
    }

    // Repetitions of the same questions, each with a median and a 99th percentile of its own.
    private sealed class Repeated
    {
        private readonly Sample[] _samples = [.. Enumerable.Range(0, Repetitions).Select(_ => new Sample())];

        public double Median => _samples.Select(sample => sample.Median).Order().ElementAt(Repetitions / 2);

        public string Text
        {
            get
            {
                var (p50, p99) = (new Sample(), new Sample());
                foreach (var sample in _samples)
                {
                    p50.Add(sample.Median);
                    p99.Add(sample.Percentile(0.99));
                }

                return $"p50 {p50.Text("0.00", "ms")}, p99 {p99.Text("0.00", "ms")}";
            }
        }

        public void Add(int repetition, double value)
        {
            if (repetition >= 0) _samples[repetition].Add(value);
        }
    }
}
