using System.Diagnostics;
using System.Globalization;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>Counts as of a date where most of history was voided, corrected or back-dated.</summary>
internal sealed class CorrectionsBenchmark : IBenchmark
{
    private const int Projects = 9_000;
    private const int EntriesEach = 30;
    private const int Repetitions = 9;
    private const long LeastVersions = 400_000;

    public string Name => "corrections";

    public string What =>
        $"{Projects:N0} projects with {EntriesEach} entries each; then of every project six entries are back-dated to the middle, six corrected and four voided, and the read models take all of it in, which makes at least {LeastVersions:N0} versions (rows). "
        + $"{Repetitions} times in turn, each about another day: LedgerCounts.OfAsync through doors that remember nothing; and, beside it, hand-written SQL that finds the row of every project at the day and counts by stage.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var database = await scratch.OpenAsync();
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        var catalog = new ReadModelCatalog(database, store, NullLogger<ReadModelCatalog>.Instance);
        await catalog.PrepareAsync();
        await new BenchPlan(Projects, EntriesEach).AppendAsync(store);
        await ChangeAsync(store);
        var head = (await store.HeadAsync()).Position;
        var clock = Stopwatch.StartNew();
        await catalog.RebuildAsync(null);
        var took = clock.Elapsed.TotalSeconds;
        await using (var analyze = database.Owner.CreateCommand("analyze")) await analyze.ExecuteNonQueryAsync();
        await using var count = database.Owner.CreateCommand("select count(*), count(*) filter (where known_until < 9223372036854775807) from ledger_read.project_rows");
        await using (var row = await count.ExecuteReaderAsync())
        {
            await row.ReadAsync();
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{head:N0} entries in {took:0.0} s: {row.GetInt64(0):N0} versions, {row.GetInt64(1):N0} of them believed no more"));
            if (row.GetInt64(0) < LeastVersions) throw new InvalidOperationException("These are too few versions.");
        }

        var (ours, plain) = (new Sample(), new Sample());
        for (var i = -1; i < Repetitions; i++)
        {
            var at = new AsKnown(BenchPlan.Begin.AddDays(EntriesEach * 5 + i * 7), head - i * 1_000 - 1_000);
            Add(ours, i, await ColdAsync(scratch.ConnectionString, at));
            Add(plain, i, await Timed.MillisecondsAsync(() => PlainAsync(database.App, at)));
        }

        AnsiConsole.WriteLine($"counts, nothing remembered    {ours.Text("0.0", "ms")}");
        AnsiConsole.WriteLine($"by SQL from the rows          {plain.Text("0.0", "ms")}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio                         {ours.Median / plain.Median:0.00}"));
    }

    private static void Add(Sample sample, int i, double value)
    {
        if (i >= 0) sample.Add(value);
    }

    // Entry n of project i lies at n × Projects + i + 1.
    private static async Task ChangeAsync(EventStore store)
    {
        for (var nth = 0; nth < 6; nth++) await AppendAsync(store, _ => Progress(EntriesEach * 5 - nth * 10 - 5, 0));
        for (var nth = 0; nth < 6; nth++)
        {
            var entry = 4 + nth * 3;
            await AppendAsync(store, i => new EntryEvent.EntryCorrected { Position = (long)entry * Projects + i + 1, Replacement = Progress(entry * 10, 1), Effective = On(entry * 10), Reason = "数字有误" });
        }

        for (var nth = 0; nth < 4; nth++)
        {
            var entry = 5 + nth * 3;
            await AppendAsync(store, i => new EntryEvent.EntryVoided { Position = (long)entry * Projects + i + 1, Effective = On(entry * 10), Reason = "填报错误" });
        }
    }

    private static async Task AppendAsync(EventStore store, Func<int, LedgerEvent> fact)
    {
        foreach (var chunk in Enumerable.Range(0, Projects).Chunk(BenchPlan.AtOnce))
            await store.AppendAsync(new AppendRequest([.. chunk.Select(i => BenchPlan.Stream(i, BenchPlan.Entry(fact(i))))], "bench"));
    }

    private static ProjectEvent.ProgressReported Progress(int day, int more) => new() { Percent = day % 100 + more, Effective = On(day) };

    private static EffectiveDate On(int day) => EffectiveDate.OnDay(BenchPlan.Begin.AddDays(day));

    // The connection is opened before the clock runs: a server has one.
    private static async Task<double> ColdAsync(string connectionString, AsKnown at)
    {
        await using var database = LedgerDatabase.Open(connectionString);
        await new LedgerBoard(database).HasMoreThanAsync("bench", 1);
        return await Timed.MillisecondsAsync(() => new LedgerCounts(database).OfAsync(at, ["bench"]));
    }

    private static async Task PlainAsync(NpgsqlDataSource source, AsKnown at)
    {
        await using var command = source.CreateCommand("""
            select a.stage, count(*) from ledger_read.projects t
            cross join lateral (select * from ledger_read.project_rows r where r.id = t.id and r.effective_from <= $1 and r.known_from <= $2 and r.known_until > $2 order by r.effective_from desc limit 1) a
            where t.plan = 'bench' group by 1
            """);
        command.Parameters.Add(new() { Value = at.AsOf });
        command.Parameters.Add(new() { Value = at.Position });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _ = reader.GetInt64(1);
    }
}
