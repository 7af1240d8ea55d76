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

/// <summary>The board of many projects as of today and as of a past date.</summary>
internal sealed class BoardBenchmark : IBenchmark
{
    private const int Projects = 2_000;
    private const int EntriesEach = 25;
    private const int Questions = 200;
    private static readonly DateOnly Begin = new(2020, 1, 1);

    public string Name => "board";

    public string What =>
        $"{Projects} projects with {EntriesEach} entries each, one in twenty voided. Feeds the read models and tells the rate, then asks "
        + $"{Questions} times in turn for the first page of 50 (with the total) as of today, as of a past date, and as of a past date as known "
        + "at half of the log. Beside it: a hand-written count over the rows known now.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var database = await scratch.OpenAsync();
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        var catalog = new ReadModelCatalog(database, store, NullLogger<ReadModelCatalog>.Instance);
        await catalog.PrepareAsync();
        await AppendAsync(store);
        var head = (await store.HeadAsync()).Position;
        var clock = Stopwatch.StartNew();
        await catalog.CatchUpAsync();
        AnsiConsole.WriteLine($"read models fed: {head / clock.Elapsed.TotalSeconds:0} entries/s, interleaved");

        var queries = new LedgerQueries(database);
        var today = Begin.AddDays(EntriesEach * 10 + 100);
        var (now, past, known, plain) = (new Sample(), new Sample(), new Sample(), new Sample());
        for (var i = 0; i < Questions; i++)
        {
            now.Add(await TimeAsync(() => queries.ProjectsAsync(new AsKnown(today, head), new ProjectFilter(["bench"]), 0, 50)));
            past.Add(await TimeAsync(() => queries.ProjectsAsync(new AsKnown(Begin.AddDays(EntriesEach * 5), head), new ProjectFilter(["bench"]), 0, 50)));
            known.Add(await TimeAsync(() => queries.ProjectsAsync(new AsKnown(Begin.AddDays(EntriesEach * 5), head / 2), new ProjectFilter(["bench"]), 0, 50)));
            plain.Add(await TimeAsync(() => CountAsync(database)));
        }

        AnsiConsole.WriteLine($"today's board                {now.Text("0.0", "ms")}, p99 {now.Percentile(0.99):0.0} ms");
        AnsiConsole.WriteLine($"as of a past date            {past.Text("0.0", "ms")}, p99 {past.Percentile(0.99):0.0} ms; {past.Median / now.Median:0.00} of today's");
        AnsiConsole.WriteLine($"as of a past date, known then {known.Text("0.0", "ms")}, p99 {known.Percentile(0.99):0.0} ms; {known.Median / now.Median:0.00} of today's");
        AnsiConsole.WriteLine($"plain count of rows known now {plain.Text("0.0", "ms")}");
    }

    private static async Task AppendAsync(EventStore store)
    {
        var planned = new ProjectEvent.ProjectPlanned
        {
            Plan = "bench",
            Name = "白马小学校建设项目",
            Scope = new Scope(Category.Compulsory, Nature.Continuation, "续建", ["柏杨街道"], "白马小学", new Scale(AsWritten: "约60亩"), "县教委"),
            Schedule = new Schedule(ReducedDate.OfYear(2020), ReducedDate.OfYear(2023), "2020—2023", true),
            Effective = EffectiveDate.OnDay(Begin),
        };
        for (var entry = 0; entry < EntriesEach; entry++)
        {
            LedgerEvent fact = entry == 0
                ? planned
                : new ProjectEvent.ProgressReported { Percent = entry, Effective = EffectiveDate.OnDay(Begin.AddDays(entry * 10)) };
            var data = LedgerJson.Write(fact);
            await store.AppendAsync(new AppendRequest(
                [.. Enumerable.Range(0, Projects).Select(i => new StreamAppend(
                    $"project-bench.p{i}", "project", ExpectedVersion.Any, [new NewEntry(EventTypes.NameOf(fact), data)]))], "bench"));
        }

        // Of the entries of the sixth round, the last round but one in date that matters here, every twentieth is voided.
        var voids = Enumerable.Range(0, Projects / 20).Select(i => i * 20).Select(i => new StreamAppend($"project-bench.p{i}", "project", ExpectedVersion.Any,
            [Void(5 * Projects + i + 1)]));
        await store.AppendAsync(new AppendRequest([.. voids], "bench"));
    }

    private static NewEntry Void(long position)
    {
        var voided = new EntryEvent.EntryVoided { Position = position, Effective = EffectiveDate.OnDay(Begin.AddDays(50)), Reason = "填报错误" };
        return new NewEntry(EventTypes.NameOf(voided), LedgerJson.Write(voided));
    }

    private static async Task CountAsync(LedgerDatabase database)
    {
        await using var command = database.App.CreateCommand(
            $"select count(*) from ledger_read.project_rows where known_until = {long.MaxValue} and effective_until = 'infinity'");
        await command.ExecuteScalarAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var start = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
