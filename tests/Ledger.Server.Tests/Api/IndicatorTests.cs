using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class IndicatorTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_item_has_its_baseline_target_and_latest_value()
    {
        var item = (await host.GetAsync("/api/v1/indicators?q=毛入学率"))["items"]!.AsArray().Single()!;
        item.AsObject().Select(p => p.Key).ShouldBe([
            "id", "plan", "name", "category", "unit", "property", "direction", "facility", "baseline", "target", "latest", "attainment", "source",
            "effectiveFrom", "recordedAt", "version", "simulated"]);
        foreach (var point in new[] { item["baseline"]!, item["target"]!, item["latest"]! })
            point.AsObject().Select(p => p.Key).ShouldBe(
                ["period", "comparator", "value", "asWritten", "unit", "bound", "source", "effectiveFrom", "recordedAt"]);
        (item["baseline"]!["value"]!.GetValue<decimal>(), item["baseline"]!["period"]!.GetValue<string>()).ShouldBe((95.3m, "2020"));
        (item["target"]!["comparator"]!.GetValue<string>(), item["target"]!["period"]!.GetValue<string>()).ShouldBe((">", "2025"));
        item["latest"]!["value"]!.GetValue<decimal>().ShouldBe(96.2m);
        item["latest"]!["unit"]!.GetValue<string>().ShouldBe("%");
        item["attainment"]!.GetValue<string>().ShouldBe("not-reached");
    }

    [Theory]
    [InlineData("plan=wuxi-145", 2)]
    [InlineData("category=senior-high", 1)]
    [InlineData("property=binding", 1)]
    [InlineData("property=anticipatory", 0)]
    [InlineData("property=anticipatory&asOf=2023-12-31", 1)]
    [InlineData("facility=白马小学", 1)]
    [InlineData("q=学位", 1)]
    [InlineData("asOf=2020-12-30", 0)]
    public async Task Filters_restrict_together(string query, int expected) =>
        (await host.GetAsync("/api/v1/indicators?" + query))["total"]!.GetValue<long>().ShouldBe(expected);

    [Fact]
    public async Task A_series_is_in_order_of_period_and_kind()
    {
        var series = await host.GetAsync($"/api/v1/indicators/{World.Enrolment}/series");
        series["indicator"]!.GetValue<string>().ShouldBe(World.Enrolment);
        series["points"]!.AsArray().Select(point => $"{point!["period"]} {point["kind"]} {point["comparator"]}{point["value"]}").ShouldBe(
            ["2020 baseline =95.3", "2022 actual =96.2", "2022 target ≥96", "2025 target >97"]);
        var then = await host.GetAsync($"/api/v1/indicators/{World.Enrolment}/series?asOf=2021-01-01");
        then["points"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_only_words_can_say_has_no_value()
    {
        var point = (await host.GetAsync("/api/v1/indicators/wuxi-145.ratio/series"))["points"]!.AsArray().Single()!;
        point["value"].ShouldBeNull();
        point["asWritten"]!.GetValue<string>().ShouldBe("68:32");
    }

    [Fact]
    public async Task A_retired_indicator_is_shown_but_not_listed()
    {
        (await host.GetAsync("/api/v1/indicators/wuxi-145.ratio"))["retired"]!.GetValue<bool>().ShouldBeTrue();
        (await host.GetAsync("/api/v1/indicators/wuxi-145.ratio?asOf=2023-01-01"))["retired"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/series")]
    [InlineData("/entries")]
    public async Task An_unknown_indicator_is_not_found(string path)
    {
        var (status, problem) = await host.AskAsync("/api/v1/indicators/nothing" + path);
        (status, problem["type"]!.GetValue<string>()).ShouldBe((HttpStatusCode.NotFound, "/problems/unknown-id"));
    }

    [Fact]
    public async Task Entries_are_listed_for_indicators_and_plans_too()
    {
        (await host.GetAsync($"/api/v1/indicators/{World.Enrolment}/entries"))["total"]!.GetValue<long>().ShouldBe(5);
        JsonNode plan = await host.GetAsync("/api/v1/plans/wuxi-145/entries");
        plan["items"]![0]!["type"]!.GetValue<string>().ShouldBe("plan_published");
    }
}
