using System.Globalization;
using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Compare;
using Ledger.Server.Web;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>Two dates side by side over twenty thousand projects.</summary>
internal sealed class CompareBenchmark : IBenchmark
{
    private const int Projects = 20_000;
    private const int EntriesEach = 50;
    private const int Repetitions = 5;

    public string Name => "compare";

    public string What =>
        $"{Projects:N0} projects with {EntriesEach} entries each, ten days apart. CompareTimes.CompareAsync of one plan between two days and its JSON, as the API answers it, {Repetitions} times in turn: ten days apart (every project differs, by one entry), "
        + "thirty days apart (by three), and ten days apart with nothing between them but one project in a hundred that differs by an entry back-dated to the later day. Beside them hand-written SQL that reads both rows of every project that differs at the two days ten days apart, and does nothing with them.";

    public async Task RunAsync()
    {
        var ledger = await FilledLedger.OpenAsync(Projects, EntriesEach);
        var few = await BackDateAsync(ledger);
        var (near, apart, rare, plain) = (new Sample(), new Sample(), new Sample(), new Sample());
        for (var i = -1; i < Repetitions; i++)
        {
            var day = ledger.Middle.AddDays(i * 10 + 3);
            Add(near, i, await Timed.MillisecondsAsync(() => AskAsync(ledger, day, day.AddDays(10), ledger.Head, Projects)));
            Add(apart, i, await Timed.MillisecondsAsync(() => AskAsync(ledger, day, day.AddDays(30), ledger.Head, Projects)));
            Add(rare, i, await Timed.MillisecondsAsync(() => AskAsync(ledger, ledger.LastDay.AddDays(5 + i), ledger.LastDay.AddDays(200), few, Projects / 100)));
            Add(plain, i, await Timed.MillisecondsAsync(() => PlainAsync(ledger.Database.App, day, day.AddDays(10), ledger.Head)));
        }

        AnsiConsole.WriteLine($"all differ by one entry       {near.Text("0", "ms")}");
        AnsiConsole.WriteLine($"all differ by three entries   {apart.Text("0", "ms")}");
        AnsiConsole.WriteLine($"one in a hundred differs      {rare.Text("0", "ms")}");
        AnsiConsole.WriteLine($"both rows of each by SQL      {plain.Text("0", "ms")}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"by one entry / SQL {near.Median / plain.Median:0.00}"));
    }

    private static void Add(Sample sample, int i, double value)
    {
        if (i >= 0) sample.Add(value);
    }

    private static async Task AskAsync(FilledLedger ledger, DateOnly from, DateOnly to, long position, int differing)
    {
        var found = await CompareTimes.CompareAsync(
            new LedgerQueries(ledger.Database), ledger.Store, "bench", new Times(from, position, null, true), new Times(to, position, null, true), default);
        if (found.Changed.Count != differing) throw new InvalidOperationException($"{found.Changed.Count} differ, not {differing}.");
        if (JsonSerializer.SerializeToUtf8Bytes(found, WebJson.Options).Length < differing * 100) throw new InvalidOperationException("The answer is too short.");
    }

    private static async Task<long> BackDateAsync(FilledLedger ledger)
    {
        var fact = new ProjectEvent.ProgressReported { Percent = 99.5m, Effective = EffectiveDate.OnDay(ledger.LastDay.AddDays(100)) };
        await ledger.Store.AppendAsync(new AppendRequest(
            [.. Enumerable.Range(0, Projects / 100).Select(i => BenchPlan.Stream(i * 100, BenchPlan.Entry(fact)))], "bench"));
        await new ReadModelCatalog(ledger.Database, ledger.Store, Microsoft.Extensions.Logging.Abstractions.NullLogger<ReadModelCatalog>.Instance).CatchUpAsync();
        return (await ledger.Store.HeadAsync()).Position;
    }

    private static async Task PlainAsync(NpgsqlDataSource source, DateOnly from, DateOnly to, long position)
    {
        await using var command = source.CreateCommand("""
            select t.id, b.state, a.state from ledger_read.projects t
            cross join lateral (select * from ledger_read.project_rows r where r.id = t.id and r.effective_from <= $1 and r.known_from <= $3 and r.known_until > $3 order by r.effective_from desc limit 1) b
            cross join lateral (select * from ledger_read.project_rows r where r.id = t.id and r.effective_from <= $2 and r.known_from <= $3 and r.known_until > $3 order by r.effective_from desc limit 1) a
            where t.plan = 'bench' and (a.effective_from, a.known_from) is distinct from (b.effective_from, b.known_from) order by t.ordinal
            """);
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = to });
        command.Parameters.Add(new() { Value = position });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _ = (reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2));
    }
}
