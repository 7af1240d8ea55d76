using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>The pages with the five plans, as a browser meets them.</summary>
internal sealed class PagesBenchmark : IBenchmark
{
    private const int Questions = 30;

    private static readonly string[] Addresses =
    [
        "/", "/plans/wuxi-145?asOf=2023-06-30", "/projects/wuxi-145.baima-primary", "/plans/wuxi-145/indicators", "/indicators/wuxi-145.gross-enrolment-senior-high",
        "/plans/wuxi-145/findings", "/compare?plan=wuxi-145&from=2022-03-31&to=2022-12-31",
    ];

    public string Name => "pages";

    public string What =>
        $"Starts the built server with the five plans. Per page: time to first byte over one connection, {Questions} times after three; in Chromium with an empty cache each of "
        + "three times the largest contentful paint and the bytes of everything that it fetched, as they came over the line (brotli), and again with what it kept.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var server = await ServerProcess.StartAsync(scratch.Folder);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
        foreach (var address in Addresses)
        {
            var first = await FirstByteAsync(client, address);
            var (paint, bytes, again) = (new Sample(), 0L, 0L);
            for (var i = 0; i < 3; i++)
            {
                await using var context = await browser.NewContextAsync();
                var page = await context.NewPageAsync();
                bytes = await VisitAsync(page, server.Address + address);
                paint.Add(await page.EvaluateAsync<double>(Largest));
                again = await VisitAsync(page, server.Address + address);
            }

            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{address,-52} first byte {first.Text("0.0", "ms")}; largest paint {paint.Text("0", "ms")}; {bytes / 1024.0:0} KB at first, {again / 1024.0:0} KB after"));
        }
    }

    private const string Largest = """
        () => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))
        """;

    private static async Task<Sample> FirstByteAsync(HttpClient client, string address)
    {
        var sample = new Sample();
        for (var i = -3; i < Questions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            if (i >= 0) sample.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }

        return sample;
    }

    // What came over the line, by the browser's own account; what it took from its cache counts nothing.
    private static async Task<long> VisitAsync(IPage page, string address)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        var bytes = 0L;
        session.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += (long)(finished?.GetProperty("encodedDataLength").GetDouble() ?? 0);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await session.DetachAsync();
        return bytes;
    }
}
