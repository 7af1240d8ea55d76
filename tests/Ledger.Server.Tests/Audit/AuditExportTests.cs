using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Postgres.EventStore;
using Ledger.Server.Tests.Api;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Audit;

[Collection(MeasuredMemory.Name)]
public sealed class AuditExportTests(AuditHost host) : IClassFixture<AuditHost>, IAsyncLifetime
{
    private const int Streams = 100;
    private const int Each = 1000;
    private const int Entries = Streams * Each;
    private const long Bound = 48L * 1024 * 1024;
    private static readonly SemaphoreSlim Once = new(1);
    private static bool _recorded;

    public async Task InitializeAsync()
    {
        await Once.WaitAsync();
        try
        {
            if (_recorded) return;
            for (var stream = 0; stream < Streams; stream++)
            {
                // What the read models can't fold stops them, not the audit: these streams begin with progress.
                var entries = Enumerable.Range(0, Each).Select(n => new ProjectEvent.ProgressReported
                {
                    Percent = n / 10m, Effective = World.On(new DateOnly(2022, 1, 1).AddDays(n)),
                    Reason = n == 7 ? "=HYPERLINK(\"http://x\",\"a\")" : "第" + n.ToString(CultureInfo.InvariantCulture) + "期月报，" + new string('进', 100),
                }).Select(fact => new NewEntry(EventTypes.NameOf(fact), LedgerJson.Write(fact))).ToList();
                await host.Store.AppendAsync(new AppendRequest(
                    [new StreamAppend($"project-wuxi-145.p{stream}", "project", ExpectedVersion.Any, entries)], $"user:recorder{stream % 3}"));
            }

            _recorded = true;
        }
        finally
        {
            Once.Release();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task A_hundred_thousand_entries_take_no_more_memory_than_a_few(string format)
    {
        var (lines, first, bytes, growth) = await MeasureAsync(format);
        lines.ShouldBe(format == "csv" ? Entries + 1 : Entries);
        if (format == "csv") first.ShouldStartWith("\uFEFFposition,stream,");
        else JsonNode.Parse(first)!["position"]!.GetValue<long>().ShouldBe(1);
        bytes.ShouldBeGreaterThan(20_000_000, "the export should be far longer than what may be held");
        growth.ShouldBeLessThan(Bound);
    }

    [Fact]
    public async Task Both_formats_take_the_filters_of_the_listing()
    {
        const string query = "actor=user:recorder1&type=progress_reported&effectiveTo=2022-01-08&plan=wuxi-145";
        var listed = await host.PositionsAsync("&order=oldest&" + query, limit: 100);
        listed.Count.ShouldBe(33 * 8);
        var ndjson = (await TextAsync("format=ndjson&" + query)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        ndjson.Select(item => item["position"]!.GetValue<long>()).ShouldBe(listed);
        var csv = (await TextAsync("format=csv&" + query)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        csv.Select(line => long.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)).ShouldBe(listed);
    }

    [Fact]
    public async Task A_formula_in_a_reason_is_no_formula_in_a_spreadsheet()
    {
        const string query = "effectiveFrom=2022-01-08&effectiveTo=2022-01-08&actor=user:recorder1";
        var row = (await TextAsync("format=csv&" + query)).Split("\r\n")[1];
        row.ShouldContain("\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\"");
        (await TextAsync("format=ndjson&" + query)).Split('\n')[0].ShouldContain("\"reason\":\"=HYPERLINK(");
    }

    [Fact]
    public async Task It_ends_when_the_client_goes()
    {
        using var gone = new CancellationTokenSource();
        using var response = await host.Client.GetAsync(
            new Uri("/api/v1/audit/export?format=ndjson", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, gone.Token);
        await using (var body = await response.Content.ReadAsStreamAsync(gone.Token)) await body.ReadExactlyAsync(new byte[100_000], gone.Token);
        await gone.CancelAsync();
        response.Dispose();
        // The server is still there for others, and the connection to the database is back in the pool.
        (await host.GetAsync("?limit=1"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_format_that_there_is_not_is_refused()
    {
        using var response = await host.Client.GetAsync(new Uri("/api/v1/audit/export?format=xlsx", UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<(int Lines, string First, long Bytes, long Growth)> MeasureAsync(string format)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (lines, bytes, peak, first) = (0, 0L, 0L, "");
        using var response = await host.Client.GetAsync(new Uri("/api/v1/audit/export?format=" + format, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"audit-{Entries}.{format}");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (lines++ == 0) first = line;
            bytes += Encoding.UTF8.GetByteCount(line);
            // What is really held: garbage that nobody has come for yet says nothing.
            if (lines % 5000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
        }

        return (lines, first, bytes, peak - before);
    }

    private async Task<string> TextAsync(string query) => await host.Client.GetStringAsync(new Uri("/api/v1/audit/export?" + query, UriKind.Relative));
}
