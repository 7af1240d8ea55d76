using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Ledger.Postgres;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>The audit export of a million entries, over HTTP, and how much memory the server takes for it.</summary>
internal sealed class AuditExportBenchmark : IBenchmark
{
    private const int Entries = 1_000_000;
    private const int Streams = 10_000;

    public string Name => "audit-export";

    public string What =>
        $"Fills {Entries:N0} entries by one INSERT … SELECT, starts the built server as a process of its own, and reads GET /api/v1/audit/export as "
        + "CSV (a tenth of it, then all) and as NDJSON with an administrator's key, to its end. Beside it, before: COPY (select …) TO STDOUT of the same rows over one connection, the better of two. Memory: the "
        + "server's working set as the system tells it, sampled five times a second while the export runs.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using (var database = await scratch.OpenAsync()) await FillAsync(database);
        var plain = Math.Max(await PlainCopy.OutAsync(scratch.ConnectionString), await PlainCopy.OutAsync(scratch.ConnectionString));
        // The server starts its own on the folder.
        await scratch.StopPostgresAsync();
        await using var server = await ServerProcess.StartAsync(scratch.Folder);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await server.IssueKeyAsync());
        // Once beforehand, so that neither the compiler nor the cold cache of PostgreSQL is measured.
        await ExportAsync(client, "csv&type=plan_published");
        // A tenth of the rows first: what grows with them would show.
        foreach (var format in new[] { "csv&type=progress_reported", "csv", "ndjson" })
        {
            var before = server.Megabytes();
            var ((rows, seconds), most) = await server.PeakOfAsync(() => ExportAsync(client, format));
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{format,-26} {rows:N0} rows in {seconds:0.0} s, {rows / seconds:0} rows/s; COPY TO STDOUT {plain:0} rows/s, ratio {rows / seconds / plain:0.000}; "
                + $"working set {before:0} MB before, {most:0} MB at its peak"));
        }
    }

    // Streams of a kind that no read model takes in, so that the server has nothing else to do; every tenth entry is judged as
    // a report of progress against those before it in its stream, which is the dearest of the flags.
    private static async Task FillAsync(LedgerDatabase database)
    {
        const string sql = """
            insert into ledger.mt_streams (id, type, version, timestamp, created)
            select 'bench-s' || s, 'bench', {0} / {1}, now(), now() from generate_series(0, {1} - 1) s;
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, headers, user_name)
            select n, gen_random_uuid(), 'bench-s' || (n % {1}), (n - 1) / {1} + 1,
                   jsonb_build_object('effective', jsonb_build_object('date', '2023-06-18', 'observed', false), 'percent', n % 100,
                                      'source', jsonb_build_object('document', '月报', 'page', n % 50), 'reason', '按月填报'),
                   case when n % 10 = 0 then 'progress_reported' else 'construction_started' end,
                   timestamptz '2024-01-01' + n * interval '20 seconds', '{{"owner": "user:li"}}', 'user:u' || (n % 500)
            from generate_series(1, {0}) n order by n;
            select setval('ledger.mt_events_sequence', {0});
            analyze ledger.mt_events;
            """;
        await using var command = database.Owner.CreateCommand(string.Format(CultureInfo.InvariantCulture, sql, Entries, Streams));
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(long Rows, double Seconds)> ExportAsync(HttpClient client, string format)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await client.GetAsync($"/api/v1/audit/export?format={format}", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var (buffer, lines) = (new byte[64 * 1024], 0L);
        while (await body.ReadAsync(buffer) is > 0 and var read) lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return (lines, clock.Elapsed.TotalSeconds);
    }
}
