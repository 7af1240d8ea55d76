using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ledger.Postgres;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>Entries recorded over HTTP by many callers, until they are visible.</summary>
internal sealed class HttpPostBenchmark : IBenchmark
{
    private const int Callers = 64;
    private const int Repetitions = 5;
    private const double Seconds = 5;

    public string Name => "http-post";

    public string What =>
        $"Starts the built server as a process of its own on an empty folder, appends a plan of {HttpWorld.Projects} projects to its database, and issues a recorder's key. {Callers} callers on "
        + "connections of their own, from this process, POST /api/v1/projects/{id}/entries with that key, a report of progress each, every time about the next project of the plan, and each as soon as "
        + $"its last one was answered 201 with 'Ledger-Visible: true': recorded, committed and in all read models. {Repetitions} times {Seconds} s, after one that counts for nothing. The limits of requests a minute are "
        + $"raised by configuration, as an operator would for an importer. Beside it, in turn: {Callers} connections of this process inserting one prepared row each in a transaction of its own, "
        + "into tables like the ledger's, without anything read or decided.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var server = await ServerProcess.StartAsync(scratch.Folder, ServerProcess.NoLimits);
        AnsiConsole.WriteLine($"resident memory: idle after the start {server.Megabytes():0} MB");
        await server.ScrapeAsync();
        AnsiConsole.WriteLine($"resident memory: after /metrics was scraped {server.Megabytes():0} MB");
        var connectionString = (await scratch.StartPostgresAsync(exclusive: false)).ConnectionString;
        await HttpWorld.FillAsync(connectionString, 3);
        AnsiConsole.WriteLine($"resident memory: after the projects were fed to the read models {server.Megabytes():0} MB");
        var key = await server.IssueKeyAsync("recorder@县");
        await using var source = NpgsqlDataSource.Create(connectionString + ";Maximum Pool Size=80");
        await PlainInserts.CreateAsync(source);
        var (post, p50, p99, plain, peak) = (new Sample(), new Sample(), new Sample(), new Sample(), 0.0);
        for (var round = -1; round < Repetitions; round++)
        {
            var (before, backends) = (server.ProcessorTime(), server.BackendsTime());
            var (result, most) = await server.PeakOfAsync(() => PostAsync(new Uri(server.Address), key, round + 1));
            var (spent, below) = (server.ProcessorTime() - before, server.BackendsTime() - backends);
            peak = Math.Max(peak, most);
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(round < 0 ? "(warming up) " : "")}{result}; processor time an entry: server {spent.TotalMicroseconds / (result.PerSecond * Seconds):0} µs, PostgreSQL {below.TotalMicroseconds / (result.PerSecond * Seconds):0} µs"));
            var inserted = await InsertAsync(source, round + 1);
            if (round < 0) continue;
            post.Add(result.PerSecond);
            p50.Add(result.P50);
            p99.Add(result.P99);
            plain.Add(inserted);
        }

        AnsiConsole.WriteLine($"POST until visible, {Callers} callers    {post.Text("0", "entries/s")}, p50 {p50.Text("0.0", "ms")}, p99 {p99.Text("0.0", "ms")}");
        AnsiConsole.WriteLine($"single-row INSERTs, {Callers} connections {plain.Text("0", "rows/s")}; ratio {post.Median / plain.Median:0.00}");
        AnsiConsole.WriteLine($"resident memory: under the load at most {peak:0} MB");
    }

    private static Task<LoadResult> PostAsync(Uri address, string key, int round) => HttpLoad.RunAsync(address, Callers, Seconds, number =>
    {
        // Every report of a project is of the day after its last one.
        var (project, day) = (number % HttpWorld.Projects, HttpWorld.Day.AddDays(round * 30 + number / HttpWorld.Projects));
        var body = $$$"""{"type":"progress_reported","effectiveOn":"{{{HttpWorld.Text(day)}}}","percent":{{{round * 10 + number / HttpWorld.Projects}}},"statusAsWritten":"主体结构施工至三层，进度正常","source":{"document":"月报","page":{{{number % 40 + 1}}}}}""";
        return Encoding.UTF8.GetBytes($"POST /api/v1/projects/{HttpWorld.Plan}.p{project}/entries HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }, static answer =>
    {
        if (answer.Status != 201 || !answer.Header("\r\nledger-visible: "u8).StartsWith("true"u8)) throw new InvalidOperationException($"Not recorded, or not visible: {answer.Text}");
    });

    private static async Task<double> InsertAsync(NpgsqlDataSource source, int round)
    {
        var payload = """{"percent": 40, "effective": {"date": "2023-12-31"}, "source": {"document": "月报", "page": "17"}, "statusAsWritten": "主体结构施工至三层，进度正常", "padding": "................................................................"}"""u8.ToArray();
        var rows = 0;
        await PlainInserts.WithConnectionsAsync(source, Callers, round, payload, async insert =>
        {
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                while (clock.Elapsed.TotalSeconds < Seconds)
                {
                    await insert(caller);
                    Interlocked.Increment(ref rows);
                }
            }));
        });
        return rows / Seconds;
    }
}
