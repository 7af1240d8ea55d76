using System.Diagnostics;
using System.Globalization;
using Ledger.Postgres;
using Ledger.Postgres.ReadModels;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>The rebuild of all read models from a million interleaved entries, beside the live ones that go on answering.</summary>
/// <param name="projects">How many projects.</param>
/// <param name="entriesEach">Entries of each.</param>
internal sealed class RebuildBenchmark(int projects, int entriesEach) : IBenchmark
{
    private const int Repetitions = 3;

    public string Name => "rebuild";

    public string What =>
        $"{projects} projects with {entriesEach} entries each, interleaved: entry n of every project before entry n + 1 of any. Makes all rows, counts and keys of all read models anew by "
        + $"ReadModelCatalog.RebuildAsync in a process of its own, until they are swapped in, {Repetitions} times; meanwhile this process asks the live ones for a page of 50, ten times a second. Beside it, in turn: COPY of the entries as they stand (seq_id, "
        + "stream, version, type, time, data: no reading of JSON, no fold) out of the log and into a table with mt_events' primary key. Memory: the rebuilding process's working set, sampled five times a second.";

    public async Task RunAsync()
    {
        var ledger = await FilledLedger.OpenAsync(projects, entriesEach);
        var (database, head) = (ledger.Database, ledger.Head);
        var (ours, plain, memory, asked) = (new Sample(), new Sample(), new Sample(), new Sample());
        for (var i = 0; i < Repetitions; i++)
        {
            plain.Add(head / await CopyAsync(database.Owner));
            using var child = RebuildProcess.Start(ledger.Scratch.ConnectionString);
            await Task.WhenAny(child.WaitForExitAsync(), AskAsync(database, head, asked, child));
            var (seconds, peak) = await RebuildProcess.ResultAsync(child);
            ours.Add(head / seconds);
            memory.Add(peak);
        }

        AnsiConsole.WriteLine($"rebuild                  {ours.Text("0", "entries/s")}");
        AnsiConsole.WriteLine($"COPY out and in          {plain.Text("0", "rows/s")}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio                    {ours.Median / plain.Median:0.00}"));
        AnsiConsole.WriteLine($"peak working set         {memory.Text("0", "MB")}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"live page meanwhile      {asked.Text("0.0", "ms")}, p99 {asked.Percentile(0.99):0.0} ms, {asked.Count} asked"));
    }

    // Until the process has ended; a page that fails ends the benchmark.
    private static async Task AskAsync(LedgerDatabase database, long head, Sample asked, Process child)
    {
        var queries = new LedgerQueries(database);
        for (var i = 0; !child.HasExited; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var page = await queries.ProjectsAsync(new AsKnown(BenchPlan.Begin.AddDays(i % 400 + 20), head), BenchPlan.Filter, 0, 50);
            asked.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (page.Rows.Count != 50) throw new InvalidOperationException($"The live models answered {page.Rows.Count} rows.");
            await Task.Delay(100);
        }
    }

    private static async Task<double> CopyAsync(NpgsqlDataSource source)
    {
        const string columns = "seq_id, stream_id, version, type, timestamp, data";
        await using (var command = source.CreateCommand("drop table if exists public.copied; create table public.copied (like ledger.mt_events including defaults); alter table public.copied add primary key (seq_id); alter table public.copied alter id drop not null"))
            await command.ExecuteNonQueryAsync();
        await using var from = await source.OpenConnectionAsync();
        await using var to = await source.OpenConnectionAsync();
        var clock = Stopwatch.StartNew();
        await using (var output = await from.BeginRawBinaryCopyAsync($"copy (select {columns} from ledger.mt_events order by seq_id) to stdout (format binary)"))
        await using (var input = await to.BeginRawBinaryCopyAsync($"copy public.copied ({columns}) from stdin (format binary)"))
            await output.CopyToAsync(input, 128 * 1024);
        return clock.Elapsed.TotalSeconds;
    }
}
