using System.Net;
using System.Text.Json.Nodes;
using Ledger.Domain.Audit;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Server.Tests.Api;
using Ledger.Server.Web;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Audit;

public sealed class AuditTests(AuditHost host) : IClassFixture<AuditHost>, IAsyncLifetime
{
    private const string School = "project-wuxi-145.baima-primary";
    private static readonly SemaphoreSlim Once = new(1);
    private static readonly DateOnly Long = new(2023, 6, 30);
    private static long _progress;
    private static long _correction;
    private static long _second;
    private static long _voided;

    /// <summary>One world for all tests of the class.</summary>
    public async Task InitializeAsync()
    {
        await Once.WaitAsync();
        try
        {
            if (_voided > 0) return;
            await host.RecordAsync("plan-wuxi-145", "system:import", Plan("wuxi-145", "巫溪县", "500238"));
            await host.RecordAsync("plan-fuling-2027", "system:import", Plan("fuling-2027", "涪陵区", "500102"));
            await host.RecordAsync(School, "system:import", World.Planned("wuxi-145", "3", "白马小学改扩建工程", Category.Compulsory, Nature.RenovationExpansion, true, null));
            await host.RecordAsync("project-fuling-2027.one", "user:li.si", World.Planned("fuling-2027", "1", "第一小学", Category.Compulsory, Nature.New, true, null));
            await host.RecordAsync(School, "user:zhang.san", new ProjectEvent.ConstructionStarted { Effective = World.On(new(2022, 6, 18)) });
            _progress = await One(new ProjectEvent.ProgressReported { Percent = 10, Effective = World.On(Long), Source = new Source("月报", Page: 3), Reason = "=1+1" });
            _correction = await One(Corrects(_progress, 12));
            _second = await One(Corrects(_correction, 15));
            var jump = await One(new ProjectEvent.ProgressReported { Percent = 60, Effective = World.On(Long.AddDays(10)) });
            _voided = await One(new EntryEvent.EntryVoided { Position = jump, Reason = "误报", Effective = World.On(Long) });
        }
        finally
        {
            Once.Release();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "/problems/unauthenticated")]
    [InlineData("recorder@巫溪县", HttpStatusCode.Forbidden, "/problems/forbidden")]
    [InlineData("reviewer@*", HttpStatusCode.Forbidden, "/problems/forbidden")]
    [InlineData("supervisor@*", HttpStatusCode.OK, null)]
    [InlineData("administrator@*", HttpStatusCode.OK, null)]
    public async Task It_is_for_supervisors_and_administrators(string? grants, HttpStatusCode status, string? problem)
    {
        using var client = host.ClientWith(grants is null ? null : grants.Replace("巫溪县", "wuxi", StringComparison.Ordinal));
        foreach (var path in new[] { "/api/v1/audit", "/api/v1/audit/export" })
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
            response.StatusCode.ShouldBe(status);
            response.Headers.CacheControl!.ToString().ShouldNotContain("public");
            if (problem is not null) JsonNode.Parse(await response.Content.ReadAsStringAsync())!["type"]!.GetValue<string>().ShouldBe(problem);
            if (status == HttpStatusCode.Unauthorized) response.Headers.WwwAuthenticate.ShouldNotBeEmpty();
            if (status == HttpStatusCode.OK) (response.Headers.CacheControl.Private || response.Headers.CacheControl.NoStore).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task An_item_says_who_recorded_what()
    {
        var item = await Item(_progress);
        item["stream"]!.GetValue<string>().ShouldBe(School);
        (item["id"]!.GetValue<string>(), item["kind"]!.GetValue<string>(), item["plan"]!.GetValue<string>()).ShouldBe(("wuxi-145.baima-primary", "project", "wuxi-145"));
        (item["actor"]!.GetValue<string>(), item["type"]!.GetValue<string>(), item["reason"]!.GetValue<string>()).ShouldBe(("user:zhang.san", "progress_reported", "=1+1"));
        (item["effectiveOn"]!.GetValue<string>(), item["precision"]!.GetValue<string>(), item["observed"]!.GetValue<bool>()).ShouldBe(("2023-06-30", "day", false));
        item["source"]!["page"]!.GetValue<int>().ShouldBe(3);
        item["voids"].ShouldBeNull();
        (await Item(_correction))["corrects"]!.GetValue<long>().ShouldBe(_progress);
        (await Item(_voided))["voids"]!.GetValue<long>().ShouldBe(_voided - 1);
    }

    [Fact]
    public async Task Flags_stand_where_their_rules_put_them()
    {
        Flags(await Item(_correction)).ShouldBe(["back-dated-30-days"]);
        Flags(await Item(_second)).ShouldBe(["back-dated-30-days", "corrected-twice"]);
        Flags(await Item(_voided - 1)).ShouldBe(["back-dated-30-days", "progress-jumps"]);
        Flags(await Item(1)).ShouldBeEmpty();
        (await host.PositionsAsync("&flag=corrected-twice")).ShouldBe([_second]);
        (await host.PositionsAsync("&flag=progress-jumps")).ShouldBe([_voided - 1]);
        var any = await host.PositionsAsync("&flag=any");
        any.ShouldBeSubsetOf(await host.PositionsAsync(""));
        any.ShouldContain(_correction);
        any.ShouldNotContain(1);
    }

    [Fact]
    public async Task The_31st_entry_of_an_actor_within_a_minute_is_a_burst()
    {
        const string stream = "project-wuxi-145.burst";
        await host.RecordAsync(stream, "user:fast", World.Planned("wuxi-145", "9", "后补", Category.Support, Nature.New, false, null));
        var entries = await host.RecordAsync(stream, "user:fast",
            [.. Enumerable.Range(0, 31).Select(n => new ProjectEvent.ProjectRenamed { Name = $"更名{n}", Effective = World.On(new(2023, 1, 1)) })]);
        (await host.PositionsAsync("&flag=burst&order=oldest")).ShouldBe(entries.Skip(29).Select(entry => entry.Position));
    }

    [Fact]
    public async Task Filters_restrict_together()
    {
        var fuling = await host.PositionsAsync("&plan=fuling-2027&order=oldest");
        fuling.ShouldBe([2, 4]);
        (await host.PositionsAsync("&region=500102&order=oldest")).ShouldBe(fuling);
        (await host.PositionsAsync("&region=500102&actor=user:li.si")).ShouldBe([4]);
        (await host.PositionsAsync("&region=500102&plan=wuxi-145")).ShouldBeEmpty();
        (await host.PositionsAsync("&type=entry_corrected&order=oldest")).ShouldBe([_correction, _second]);
        (await host.PositionsAsync("&type=entry_corrected")).ShouldBe([_second, _correction]);
        (await host.PositionsAsync("&effectiveFrom=2023-07-10&effectiveTo=2023-07-10&actor=user:zhang.san")).ShouldBe([_voided - 1]);
        var recorded = (await Item(_correction))["recordedAt"]!.GetValue<string>();
        (await host.PositionsAsync($"&from={recorded}&to={recorded}")).ShouldBe([_correction]);
        (await host.PositionsAsync("&from=2199-01-01")).ShouldBeEmpty();
        (await host.PositionsAsync("&to=1999-12-31")).ShouldBeEmpty();
        (await host.PositionsAsync("&from=0001-01-02&to=9999-12-31&plan=fuling-2027")).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    public async Task Pages_fit_together_while_others_append(string order)
    {
        var until = (await host.GetAsync($"?order={order}&limit=1"))["next"]!.GetValue<string>();
        await host.RecordAsync(School, "user:zhang.san", new ProjectEvent.ProjectRenamed { Name = order, Effective = World.On(Long) });
        var rest = new List<long>();
        for (var next = until; next is not null;)
        {
            var page = await host.GetAsync($"?order={order}&limit=1&cursor={next}");
            rest.AddRange(page["items"]!.AsArray().Select(item => item!["position"]!.GetValue<long>()));
            next = page["next"]?.GetValue<string>();
            if (next is null) rest.Add(order == "newest" ? page["position"]!.GetValue<long>() : 1);
        }

        rest.Order().ShouldBe(Enumerable.Range(1, rest.Count).Select(n => (long)n));
        rest.SkipLast(1).ShouldBe(order == "oldest" ? rest.SkipLast(1).Order() : rest.SkipLast(1).OrderDescending());
    }

    [Theory]
    [InlineData("flag=nonsense", "flag")]
    [InlineData("order=up", "order")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("effectiveFrom=2026-02-01&effectiveTo=2026-01-01", "effectiveTo")]
    [InlineData("format=csv", "format")]
    [InlineData("limit=501", "limit")]
    public async Task What_is_wrong_is_named(string query, string parameter)
    {
        using var response = await host.Client.GetAsync(new Uri("/api/v1/audit?" + query, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["parameter"]!.GetValue<string>().ShouldBe(parameter);
    }

    private static EntryEvent.EntryCorrected Corrects(long position, decimal percent) => new()
    {
        Position = position, Reason = "数字有误", Effective = World.On(Long), Replacement = new ProjectEvent.ProgressReported { Percent = percent, Effective = World.On(Long) },
    };

    private async Task<long> One(LedgerEvent fact) => (await host.RecordAsync(School, "user:zhang.san", fact)).Single().Position;

    private async Task<JsonNode> Item(long position)
    {
        var page = await host.GetAsync("?order=oldest&limit=500");
        return page["items"]!.AsArray().Single(item => item!["position"]!.GetValue<long>() == position)!;
    }

    // The clock of the database is no test's: flags of the time of day are the specs' business.
    private static IEnumerable<string> Flags(JsonNode item) =>
        item["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()).Where(flag => flag != "outside-working-hours");

    private static PlanEvent.PlanPublished Plan(string code, string region, string regionCode) => new()
    {
        Effective = World.On(new(2022, 3, 31)),
        Document = new PlanDocument(code, $"{region}教育规划", "14号", $"{region}人民政府", region, regionCode, ReducedDate.OfYear(2022), new(2021, 1, 1), new(2025, 12, 31), [2025]),
    };
}
