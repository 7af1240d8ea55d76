using System.Diagnostics;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>From the acknowledged append to the event at a reader of the stream.</summary>
internal sealed class FeedBenchmark : IBenchmark
{
    private const int PerSecond = 100;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    public string Name => "feed";

    public string What =>
        $"Starts the built server. A writer in this process appends {PerSecond} entries a second to its database for {Long.TotalSeconds} s, one by one, as another server would; readers follow "
        + "GET /api/v1/feed/stream over HTTP. Per entry: from the moment the append was acknowledged to the moment the last byte of its event was read and parsed; an event may come before the "
        + "acknowledgement, which counts as 0. Beside it, in the same run, what PostgreSQL itself needs: a NOTIFY committed by one connection until another, waiting, has heard it.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var server = await ServerProcess.StartAsync(scratch.Folder);
        var connectionString = (await scratch.StartPostgresAsync(exclusive: false)).ConnectionString;
        foreach (var readers in new[] { 1, 20, 200 })
        {
            var (latency, lost) = await MeasureAsync(connectionString, server.Address, readers);
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{readers,3} readers: p50 {latency.Median:0.00} ms, p99 {latency.Percentile(0.99):0.00} ms, most {latency.Percentile(1):0.00} ms; {lost} lost; server {server.Megabytes():0} MB"));
        }

        var plain = await NotifyAsync(connectionString);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plain NOTIFY: p50 {plain.Median:0.00} ms, p99 {plain.Percentile(0.99):0.00} ms"));
    }

    private static async Task<(Sample Latency, int Lost)> MeasureAsync(string connectionString, string address, int readers)
    {
        await using var database = LedgerDatabase.Open(connectionString);
        await using var store = new EventStore(database, NullLogger<EventStore>.Instance);
        using var over = new CancellationTokenSource();
        var arrived = new List<Dictionary<long, long>>();
        var ready = new CountdownEvent(readers);
        var following = Enumerable.Range(0, readers).Select(_ =>
        {
            var mine = new Dictionary<long, long>();
            arrived.Add(mine);
            return FollowAsync(address, mine, ready, over.Token);
        }).ToList();
        await Task.Run(ready.Wait);
        var acknowledged = await WriteAsync(store);
        await Task.Delay(1_000);
        await over.CancelAsync();
        await Task.WhenAll(following);
        var latency = new Sample();
        var lost = 0;
        foreach (var mine in arrived)
            foreach (var (position, at) in acknowledged)
            {
                if (!mine.TryGetValue(position, out var then)) lost++;
                else latency.Add(Math.Max(0, (then - at) * 1000.0 / Stopwatch.Frequency));
            }

        return (latency, lost);
    }

    private static async Task<List<(long Position, long At)>> WriteAsync(EventStore store)
    {
        var data = LedgerJson.Write(new ProjectEvent.ProgressReported { Percent = 40, StatusAsWritten = "主体施工", Effective = EffectiveDate.OnDay(new DateOnly(2023, 6, 30)) });
        var acknowledged = new List<(long, long)>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1000.0 / PerSecond));
        var stream = $"project-wuxi-145.bench-{Guid.NewGuid():N}";
        await store.AppendAsync(new AppendRequest([new StreamAppend(stream, "project", ExpectedVersion.Any, [new NewEntry("project_planned", LedgerJson.Write(new ProjectEvent.ProjectPlanned
        {
            Plan = "wuxi-145", Name = "测量", Scope = new Scope(Category.Compulsory, null, null, [], null, new Scale(), null), Schedule = new Schedule(null, null, null, null), Effective = EffectiveDate.OnDay(new DateOnly(2022, 3, 31)),
        }))])], "user:bench"));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Long && await timer.WaitForNextTickAsync();)
        {
            var result = (AppendResult.Appended)await store.AppendAsync(new AppendRequest(
                [new StreamAppend(stream, "project", ExpectedVersion.Any, [new NewEntry("progress_reported", data)])], "user:bench"));
            acknowledged.Add((result.Entries[0].Position, Stopwatch.GetTimestamp()));
        }

        return acknowledged;
    }

    private static async Task FollowAsync(string address, Dictionary<long, long> arrived, CountdownEvent ready, CancellationToken ct)
    {
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            using var answer = await client.GetAsync(new Uri($"{address}/api/v1/feed/stream?after=latest"), HttpCompletionOption.ResponseHeadersRead, ct);
            await using var body = await answer.Content.ReadAsStreamAsync(ct);
            var live = false;
            await foreach (var item in SseParser.Create(body, static (type, data) => (Type: type, Position: type == "entry" ? PositionOf(data) : 0)).EnumerateAsync(ct))
            {
                if (item.Data.Type == "entry") arrived[item.Data.Position] = Stopwatch.GetTimestamp();
                else if (!live)
                {
                    live = true;
                    ready.Signal();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // measured
        }
    }

    private static long PositionOf(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("position"u8)) continue;
            reader.Read();
            return reader.GetInt64();
        }

        return 0;
    }

    private static async Task<Sample> NotifyAsync(string connectionString)
    {
        await using var hearing = new NpgsqlConnection(connectionString);
        await hearing.OpenAsync();
        await using (var listen = new NpgsqlCommand("listen bench", hearing)) await listen.ExecuteNonQueryAsync();
        await using var saying = new NpgsqlConnection(connectionString);
        await saying.OpenAsync();
        var sample = new Sample();
        for (var i = 0; i < 300; i++)
        {
            var heard = hearing.WaitAsync();
            await using (var notify = new NpgsqlCommand("notify bench", saying)) await notify.ExecuteNonQueryAsync();
            var start = Stopwatch.GetTimestamp();
            await heard;
            sample.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(5);
        }

        return sample;
    }
}
