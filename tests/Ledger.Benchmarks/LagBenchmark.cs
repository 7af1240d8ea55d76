using System.Collections.Concurrent;
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

/// <summary>How long after its acknowledgement an entry is in the read models, under a steady stream of appends.</summary>
internal sealed class LagBenchmark : IBenchmark
{
    private const int Projects = 20_000;
    private const int PerSecond = 2_000;
    private const int Callers = 40;
    private const int Repetitions = 5;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public string Name => "lag";

    public string What =>
        $"{Projects:N0} projects. {Callers} callers append {PerSecond:N0} entries a second in all, one per call, each about another project and each when its time has come, whether or not the one before is visible, for {Duration.TotalSeconds:0} s, "
        + $"{Repetitions} times after one that is not counted. A ReadModelRunner of the same process feeds all read models. Per entry: from the moment its append was acknowledged until ReadModelCatalog.WaitForAsync says that it is visible in all of them; one that is visible "
        + "before counts as 0. Beside it, in turn, under the same appends with the runner stopped: a connection that listens for the log's notifications and copies type, stream and data of new entries into a table with a primary key, "
        + "by one INSERT … SELECT each time, without reading any JSON.";

    public async Task RunAsync()
    {
        // What is appended here is no other case's: the ledger goes with this one.
        var ledger = await FilledLedger.OpenAsync(Projects, 3);
        await using var scratch = ledger.Scratch;
        await MeasureAsync(ledger.Database, ledger.Store);
        await ledger.LeaveAsync();
    }

    private static async Task MeasureAsync(LedgerDatabase database, EventStore store)
    {
        await using var notifications = new LedgerNotifications(database);
        var catalog = new ReadModelCatalog(database, store, NullLogger<ReadModelCatalog>.Instance);
        await using (var create = database.Owner.CreateCommand("create table public.followed (seq_id bigint primary key, stream varchar, type varchar, data jsonb)")) await create.ExecuteNonQueryAsync();
        var (p50, p99, rates) = (new Sample(), new Sample(), new Sample());
        var (plain50, plain99) = (new Sample(), new Sample());
        for (var i = -1; i < Repetitions; i++)
        {
            var (lag, rate) = await FeedAsync(database, store, notifications, catalog, i + 1);
            var plain = await FollowAsync(database, store, i + 1);
            if (i < 0) continue;
            p50.Add(lag.Median);
            p99.Add(lag.Percentile(0.99));
            rates.Add(rate);
            plain50.Add(plain.Median);
            plain99.Add(plain.Percentile(0.99));
        }

        AnsiConsole.WriteLine($"appends                       {rates.Text("0", "/s")}");
        AnsiConsole.WriteLine($"until in all read models      p50 {p50.Text("0.0", "ms")}, p99 {p99.Text("0.0", "ms")}");
        AnsiConsole.WriteLine($"until copied by plain SQL     p50 {plain50.Text("0.0", "ms")}, p99 {plain99.Text("0.0", "ms")}");
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio                         p50 {p50.Median / plain50.Median:0.00}, p99 {p99.Median / plain99.Median:0.00}"));
    }

    private static async Task<(Sample Lag, double PerSecond)> FeedAsync(LedgerDatabase database, EventStore store, LedgerNotifications notifications, ReadModelCatalog catalog, int round)
    {
        using var runner = new ReadModelRunner(database, store, notifications, NullLogger<ReadModelRunner>.Instance);
        await runner.StartAsync(CancellationToken.None);
        var head = await store.HeadAsync();
        if (!await catalog.WaitForAsync(head.Position, TimeSpan.FromMinutes(2))) throw new InvalidOperationException("The read models don't catch up.");
        var lag = new Sample();
        var (appended, seconds) = await AppendAsync(store, 2 * round, async (position, acknowledged) =>
        {
            if (!await catalog.WaitForAsync(position, TimeSpan.FromMinutes(1))) throw new InvalidOperationException($"The entry at {position} is not visible after a minute.");
            var visible = Stopwatch.GetElapsedTime(acknowledged).TotalMilliseconds;
            lock (lag) lag.Add(visible);
        });
        await runner.StopAsync(CancellationToken.None);
        return (lag, appended / seconds);
    }

    private static async Task<Sample> FollowAsync(LedgerDatabase database, EventStore store, int round)
    {
        using var over = new CancellationTokenSource();
        var copied = new ConcurrentDictionary<long, long>();
        var following = CopyNewAsync(database, (await store.HeadAsync()).Position, copied, over.Token);
        var acknowledged = new ConcurrentDictionary<long, long>();
        await AppendAsync(store, 2 * round + 1, (position, at) =>
        {
            acknowledged[position] = at;
            return Task.CompletedTask;
        });
        while (copied.Count < acknowledged.Count) await Task.Delay(10);
        await over.CancelAsync();
        await following;
        var lag = new Sample();
        foreach (var (position, at) in acknowledged) lag.Add(Math.Max(0, (copied[position] - at) * 1000.0 / Stopwatch.Frequency));
        return lag;
    }

    // Position → when the transaction that copied it was committed.
    private static async Task CopyNewAsync(LedgerDatabase database, long last, ConcurrentDictionary<long, long> copied, CancellationToken over)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(CancellationToken.None);
        await using (var listen = new NpgsqlCommand("listen ledger", connection)) await listen.ExecuteNonQueryAsync(CancellationToken.None);
        await using var copy = new NpgsqlCommand("with copied as (insert into public.followed select seq_id, stream_id, type, data from ledger.mt_events where seq_id > $1 returning seq_id) select max(seq_id) from copied", connection);
        var after = new NpgsqlParameter<long>();
        copy.Parameters.Add(after);
        await copy.PrepareAsync(CancellationToken.None);
        while (!over.IsCancellationRequested)
        {
            after.TypedValue = last;
            if (await copy.ExecuteScalarAsync(CancellationToken.None) is long end)
            {
                for (var at = Stopwatch.GetTimestamp(); last < end;) copied[++last] = at;
                continue;
            }

            await connection.WaitAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    // Each caller has its times; what follows on an acknowledgement keeps it from nothing.
    private static async Task<(int Appended, double Seconds)> AppendAsync(EventStore store, int round, Func<long, long, Task> acknowledged)
    {
        var clock = Stopwatch.StartNew();
        var following = new ConcurrentBag<Task>();
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; ; count++)
            {
                var due = TimeSpan.FromSeconds((count + (double)caller / Callers) * Callers / PerSecond);
                if (due >= Duration) return count;
                if (due - clock.Elapsed is { Ticks: > 0 } early) await Task.Delay(early);
                var number = (round * (int)Duration.TotalSeconds * PerSecond) + count * Callers + caller;
                var fact = new ProjectEvent.ProgressReported { Percent = number / Projects % 100 + 1, StatusAsWritten = "主体结构施工", Effective = EffectiveDate.OnDay(BenchPlan.Begin.AddDays(30 + number / Projects)) };
                var result = await store.AppendAsync(new AppendRequest([BenchPlan.Stream(number % Projects, BenchPlan.Entry(fact))], "bench"));
                following.Add(acknowledged(((AppendResult.Appended)result).Entries[0].Position, Stopwatch.GetTimestamp()));
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        await Task.WhenAll(following);
        return (counts.Sum(), seconds);
    }
}
