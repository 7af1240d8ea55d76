using System.Diagnostics;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>The board of one plan with very many projects, as a browser asks for it.</summary>
internal sealed class PageBoardBenchmark : IBenchmark
{
    private const int Projects = 20_000;
    private const int Questions = 40;
    private static readonly string[] Addresses =
        ["/plans/bench?", "/plans/bench?page=200&", "/plans/bench?sort=name&", "/plans/bench?sort=stage&", "/plans/bench?stage=under-construction&", "/plans/bench?q=999&", "/api/v1/plans/bench?"];

    public string Name => "page-board";

    public string What =>
        $"One plan of {Projects} projects with five entries each. Asks {Questions} times for each address over HTTP, on one connection, until the last byte: pages of 100 "
        + "projects with the counts of all of them on every day; each time of another day, and then of one day. Beside it: the counts on one day, from the API.";

    public async Task RunAsync()
    {
        await using var scratch = new Scratch();
        await using var app = await ServeAsync((await scratch.StartPostgresAsync()).ConnectionString);
        await AppendAsync(app.Services.GetRequiredService<EventStore>());
        await app.Services.GetRequiredService<ReadModelCatalog>().CatchUpAsync();
        await using (var command = app.Services.GetRequiredService<LedgerDatabase>().Owner.CreateCommand("analyze")) await command.ExecuteNonQueryAsync();

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        foreach (var address in Addresses)
        {
            await AskAsync(client, address, "another day each", i => new DateOnly(2022, 12, 31).AddDays(i));
            await AskAsync(client, address, "one day", _ => new DateOnly(2022, 12, 31));
        }

        await app.StopAsync();
    }

    private static async Task AskAsync(HttpClient client, string address, string which, Func<int, DateOnly> day)
    {
        var (sample, bytes) = (new Sample(), 0);
        for (var i = -3; i < Questions; i++)
        {
            var asked = new Uri(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address}asOf={day(i):O}"), UriKind.Relative);
            var start = Stopwatch.GetTimestamp();
            bytes = (await client.GetByteArrayAsync(asked)).Length;
            if (i >= 0) sample.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        AnsiConsole.WriteLine($"{address,-40} {which,-16} {sample.Text("0", "ms")}, p95 {sample.Percentile(0.95):0} ms, {bytes / 1024} KB");
    }

    private static async Task<WebApplication> ServeAsync(string connectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Ledger.Server", EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddLedger(connectionString);
        builder.AddLedgerWeb();
        var app = builder.Build();
        app.MapLedgerWeb();
        await app.Services.PrepareAsync(default);
        app.Services.GetRequiredService<StartupState>().Enter(StartupPhase.Ready);
        await app.StartAsync();
        return app;
    }

    private static async Task AppendAsync(EventStore store)
    {
        await AppendAsync(store, [Stream("plan-bench", "plan", new PlanEvent.PlanPublished
        {
            Effective = On(2021, 1, 1),
            Document = new PlanDocument("bench", "规划", null, "县人民政府", "县", null, null, new DateOnly(2021, 1, 1), new DateOnly(2025, 12, 31), []),
        })]);
        foreach (var chunk in Enumerable.Range(0, Projects).Chunk(1_000))
            await AppendAsync(store, [.. chunk.Select(i => Stream($"project-bench.p{i}", "project", Life(i)))]);
    }

    // Begun and built on days of its own, so that the counts change on most days of the period.
    private static LedgerEvent[] Life(int i) =>
    [
        new ProjectEvent.ProjectPlanned
        {
            Plan = "bench", Number = $"{i + 1}", Name = $"{(char)('一' + i % 2_000)}{(char)('丁' + i % 1_700)}小学校第{i}期建设项目", Effective = On(2021, 1, 1),
            Scope = new Scope(Category.Compulsory, Nature.New, "新建", ["柏杨街道"], "白马小学", new Scale(AsWritten: "约60亩"), "县教委"),
            Schedule = new Schedule(ReducedDate.OfYear(2021 + i % 3), ReducedDate.OfYear(2023 + i % 3), "2021—2025", i % 2 == 0),
        },
        new ProjectEvent.ProjectApproved { Effective = On(2021, 1 + i % 12, 1 + i % 28) },
        new ProjectEvent.ConstructionStarted { Effective = On(2022, 1 + i % 12, 1 + i % 28) },
        new ProjectEvent.ProgressReported { Percent = i % 100, Effective = On(2023, 1 + i % 12, 1 + i % 28) },
        new ProjectEvent.ProjectCompleted { Effective = On(2024, 1 + i % 12, 1 + i % 28) },
    ];

    private static StreamAppend Stream(string name, string type, params LedgerEvent[] events) =>
        new(name, type, ExpectedVersion.Any, [.. events.Select(BenchPlan.Entry)]);

    private static async Task AppendAsync(EventStore store, IReadOnlyList<StreamAppend> streams)
    {
        if (await store.AppendAsync(new AppendRequest(streams, "bench")) is not AppendResult.Appended)
            throw new InvalidOperationException("The append was refused.");
    }

    private static EffectiveDate On(int year, int month, int day) => EffectiveDate.OnDay(new DateOnly(year, month, day));
}
