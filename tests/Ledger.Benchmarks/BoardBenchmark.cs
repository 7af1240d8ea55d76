using System.Diagnostics;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>The board of many projects as of today and as of past dates.</summary>
/// <param name="name">Name of the case.</param>
/// <param name="projects">How many projects.</param>
/// <param name="entriesEach">Entries of each.</param>
internal sealed class BoardBenchmark(string name, int projects, int entriesEach) : IBenchmark
{
    private const int Questions = 200;
    private const int Whole = 9;
    private readonly BenchPlan _plan = new(projects, entriesEach);

    public string Name => name;

    public string What =>
        $"{projects} projects with {entriesEach} entries each, interleaved. Feeds the read models and tells the rate, then asks {Questions} times in turn for the first "
        + $"page of 50 (with the total) as of today, as of a past date, and as of a past date as known at half of the log, each time of another day; {Whole} times for all rows; "
        + $"and {Whole} times for the counts by stage through doors that remember nothing. Then voids one entry in twenty and asks again. "
        + "Beside it: a hand-written count over the rows known now.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var database = await scratch.OpenAsync();
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        var catalog = new ReadModelCatalog(database, store, NullLogger<ReadModelCatalog>.Instance);
        await catalog.PrepareAsync();
        await _plan.AppendAsync(store);
        await FeedAsync(catalog, store, 0);
        await AskAsync(database, scratch.ConnectionString, (await store.HeadAsync()).Position);
        var before = (await store.HeadAsync()).Position;
        await VoidAsync(store);
        await FeedAsync(catalog, store, before);
        AnsiConsole.WriteLine("with one entry in twenty voided:");
        await AskAsync(database, scratch.ConnectionString, (await store.HeadAsync()).Position);
    }

    private static async Task FeedAsync(ReadModelCatalog catalog, EventStore store, long before)
    {
        var clock = Stopwatch.StartNew();
        await catalog.CatchUpAsync();
        AnsiConsole.WriteLine($"read models fed: {((await store.HeadAsync()).Position - before) / clock.Elapsed.TotalSeconds:0} entries/s");
    }

    private async Task AskAsync(LedgerDatabase database, string connectionString, long head)
    {
        await using (var analyze = database.Owner.CreateCommand("analyze")) await analyze.ExecuteNonQueryAsync();
        var queries = new LedgerQueries(database);
        var (today, middle) = (BenchPlan.Begin.AddDays(entriesEach * 10 + 100), BenchPlan.Begin.AddDays(entriesEach * 5));
        var (now, past, known, plain, all, cold) = (new Sample(), new Sample(), new Sample(), new Sample(), new Sample(), new Sample());
        for (var i = -3; i < Questions; i++)
        {
            Add(now, i, await TimeAsync(() => queries.ProjectsAsync(new AsKnown(today.AddDays(i), head), BenchPlan.Filter, 0, 50)));
            Add(past, i, await TimeAsync(() => queries.ProjectsAsync(new AsKnown(middle.AddDays(i % 100), head), BenchPlan.Filter, 0, 50)));
            Add(known, i, await TimeAsync(() => queries.ProjectsAsync(new AsKnown(middle.AddDays(i % 100), head / 2), BenchPlan.Filter, 0, 50)));
            if (i % 20 == 0) plain.Add(await TimeAsync(() => CountAsync(database)));
        }

        for (var i = -1; i < Whole; i++)
        {
            Add(all, i, await TimeAsync(() => queries.ProjectsAsync(new AsKnown(middle.AddDays(i), head), BenchPlan.Filter, 0, projects)));
            Add(cold, i, await ColdAsync(connectionString, new AsKnown(middle.AddDays(i), head)));
        }

        AnsiConsole.WriteLine($"today's board                 {now.Text("0.0", "ms")}, p99 {now.Percentile(0.99):0.0} ms");
        AnsiConsole.WriteLine($"as of a past date             {past.Text("0.0", "ms")}, p99 {past.Percentile(0.99):0.0} ms; {past.Median / now.Median:0.00} of today's");
        AnsiConsole.WriteLine($"as of a past date, known then {known.Text("0.0", "ms")}, p99 {known.Percentile(0.99):0.0} ms; {known.Median / now.Median:0.00} of today's");
        AnsiConsole.WriteLine($"all {projects} rows            {all.Text("0", "ms")}");
        AnsiConsole.WriteLine($"counts, nothing remembered    {cold.Text("0.0", "ms")}");
        AnsiConsole.WriteLine($"plain count of rows known now {plain.Text("0.0", "ms")}");
    }

    private static void Add(Sample sample, int i, double value)
    {
        if (i >= 0) sample.Add(value);
    }

    // The connection is opened before the clock runs: a server has one.
    private static async Task<double> ColdAsync(string connectionString, AsKnown at)
    {
        await using var database = LedgerDatabase.Open(connectionString);
        await new LedgerBoard(database).HasMoreThanAsync("bench", 1);
        return await TimeAsync(() => new LedgerCounts(database).OfAsync(at, ["bench"]));
    }

    // In every round after the third another twentieth of the projects.
    private async Task VoidAsync(EventStore store)
    {
        for (var entry = 3; entry < entriesEach; entry++)
        {
            var round = entry;
            foreach (var chunk in Enumerable.Range(0, projects).Where(i => i % 20 == round % 20).Chunk(BenchPlan.AtOnce))
                await store.AppendAsync(new AppendRequest([.. chunk.Select(i => BenchPlan.Stream(i, Void((long)round * projects + i + 1)))], "bench"));
        }
    }

    private static NewEntry Void(long position) =>
        BenchPlan.Entry(new EntryEvent.EntryVoided { Position = position, Effective = EffectiveDate.OnDay(BenchPlan.Begin.AddDays(50)), Reason = "填报错误" });

    private static async Task CountAsync(LedgerDatabase database)
    {
        await using var command = database.App.CreateCommand(
            $"select count(*) from ledger_read.project_rows where known_until = {long.MaxValue}");
        await command.ExecuteScalarAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
