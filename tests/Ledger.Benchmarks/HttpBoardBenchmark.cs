using System.Globalization;
using System.Text;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>The board of a past day over HTTP, for many callers.</summary>
/// <param name="remembers">Whether the server remembers projects and answers, as it does by default.</param>
internal sealed class HttpBoardBenchmark(bool remembers) : IBenchmark
{
    private const int Callers = 32;
    private const int Repetitions = 3;
    private const double Seconds = 3;
    private const int EntriesEach = 10;

    public string Name => remembers ? "http-board" : "http-board-database";

    public string What =>
        $"Starts the built server as a process of its own, appends a plan of {HttpWorld.Projects} projects with {EntriesEach} entries each to its database, and lets {Callers} callers on connections of "
        + $"their own, from this process, GET /api/v1/projects?plan=…&asOf=…&knownAt=… (50 projects and the total), each as soon as its last answer was read whole; {Repetitions} times {Seconds} s "
        + "each way, in turn, after one that counts for nothing. Uncached: every request asks for another day and position than any other of its load, so that no answer was given before. "
        + (remembers
            ? "But all ask for the plan's first page, whose projects soon lie in the server's memory: http-board-database is the same with nothing remembered. "
            : "Nothing is remembered (Answers__RowsBytes=0, Answers__CacheBytes=0): every answer is read from the database. ")
        + "From the "
        + "output cache: one address again and again; the same with the entity tag that it has (304), and with brotli. The limits of requests a minute are raised by configuration. Beside it, in turn: "
        + $"{Callers} connections of this process running one hand-written, prepared query for the same 50 rows, another day and position each time, and reading them.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var server = await ServerProcess.StartAsync(scratch.Folder, remembers ? ServerProcess.NoLimits : Forgetful);
        AnsiConsole.WriteLine($"resident memory: idle after the start {server.Megabytes():0} MB");
        await server.ScrapeAsync();
        AnsiConsole.WriteLine($"resident memory: after /metrics was scraped {server.Megabytes():0} MB");
        var connectionString = (await scratch.StartPostgresAsync(exclusive: false)).ConnectionString;
        var head = await HttpWorld.FillAsync(connectionString, EntriesEach);
        var address = new Uri(server.Address);
        var tag = "";
        var ways = new (string Name, Func<int, byte[]> Request, int Status)[]
        {
            ("uncached", number => Get(address, Day(number), Position(number, head)), 200),
            ("uncached, brotli", number => Get(address, Day(number), Position(number, head), "Accept-Encoding: br\r\n"), 200),
            ("from the output cache", _ => Get(address, HttpWorld.Day, head), 200),
            ("… brotli", _ => Get(address, HttpWorld.Day, head, "Accept-Encoding: br\r\n"), 200),
            ("… 304", _ => Get(address, HttpWorld.Day, head, $"If-None-Match: {tag}\r\n"), 304),
        };
        var (rates, p50, p99) = (ways.Select(_ => new Sample()).ToList(), ways.Select(_ => new Sample()).ToList(), ways.Select(_ => new Sample()).ToList());
        var (plain, peak, before) = (new Sample(), 0.0, 0);
        await using var source = NpgsqlDataSource.Create(connectionString + ";Maximum Pool Size=40");
        using (var first = new RawConnection(address))
        {
            first.Exchange(Get(address, HttpWorld.Day, head));
            tag = Encoding.ASCII.GetString(first.Header("\r\netag: "u8)[..34]);
        }

        if (!remembers) ways = ways[..2];
        for (var round = -1; round < Repetitions; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var (cpu, backends, (name, request, status), offset) = (server.ProcessorTime(), server.BackendsTime(), ways[way], before);
                var (result, most) = await server.PeakOfAsync(() => HttpLoad.RunAsync(address, Callers, Seconds, number => request(number + offset), answer =>
                {
                    if (answer.Status != status) throw new InvalidOperationException(answer.Text);
                }));
                var (spent, below, answers) = (server.ProcessorTime() - cpu, server.BackendsTime() - backends, result.PerSecond * Seconds);
                peak = Math.Max(peak, most);
                if (way < 2) before += (int)answers + Callers;
                AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{(round < 0 ? "(warming up) " : "")}{name}: {result}; processor time an answer: server {spent.TotalMicroseconds / answers:0} µs, PostgreSQL {below.TotalMicroseconds / answers:0} µs"));
                if (round < 0) continue;
                rates[way].Add(result.PerSecond);
                p50[way].Add(result.P50);
                p99[way].Add(result.P99);
            }

            var queried = await QueryAsync(source, head, before);
            before += (int)(queried * Seconds) + Callers;
            if (round >= 0) plain.Add(queried);
        }

        for (var way = 0; way < ways.Length; way++)
            AnsiConsole.WriteLine($"{ways[way].Name,-22} {rates[way].Text("0", "/s")}, p50 {p50[way].Text("0.0", "ms")}, p99 {p99[way].Text("0.0", "ms")}");
        AnsiConsole.WriteLine($"hand-written query     {plain.Text("0", "/s")}; ratio uncached {rates[0].Median / plain.Median:0.00}{(remembers ? $", from the output cache {rates[2].Median / plain.Median:0.00}" : "")}");
        AnsiConsole.WriteLine($"resident memory: under the load at most {peak:0} MB");
    }

    private static readonly Dictionary<string, string> Forgetful = new(ServerProcess.NoLimits) { ["Answers__RowsBytes"] = "0", ["Answers__CacheBytes"] = "0" };

    // As many days and positions as have no common divisor: no two requests ask for the same.
    private static DateOnly Day(int number) => HttpWorld.Day.AddDays(-(number % 997));

    private static long Position(int number, long head) => head - 1 - number % 150_000;

    private static byte[] Get(Uri address, DateOnly day, long position, string header = "") => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"GET /api/v1/projects?plan={HttpWorld.Plan}&asOf={HttpWorld.Text(day)}&knownAt={position} HTTP/1.1\r\nHost: {address.Authority}\r\n{header}\r\n"));

    private static async Task<double> QueryAsync(NpgsqlDataSource source, long head, int before)
    {
        var (clock, answers, next) = (System.Diagnostics.Stopwatch.StartNew(), 0, before);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = new NpgsqlCommand("""
                select t.id, r.effective_from, r.version, r.recorded_at, r.state
                from ledger_read.projects t cross join lateral (
                    select * from ledger_read.project_rows r
                    where r.id = t.id and r.effective_from <= $1 and r.known_from <= $2 and r.known_until > $2 order by r.effective_from desc limit 1) r
                where t.plan = 'bench' and r.live order by t.ordinal limit 50
                """, connection);
            command.Parameters.Add(new() { Value = HttpWorld.Day });
            command.Parameters.Add(new() { Value = head });
            await command.PrepareAsync();
            while (clock.Elapsed.TotalSeconds < Seconds)
            {
                var number = Interlocked.Increment(ref next);
                command.Parameters[0].Value = Day(number);
                command.Parameters[1].Value = Position(number, head);
                await using var row = await command.ExecuteReaderAsync();
                while (await row.ReadAsync())
                {
                    row.GetString(0);
                    row.GetFieldValue<DateOnly>(1);
                    row.GetInt64(2);
                    row.GetDateTime(3);
                    row.GetFieldValue<byte[]>(4);
                }

                Interlocked.Increment(ref answers);
            }
        }));
        return answers / clock.Elapsed.TotalSeconds;
    }
}
