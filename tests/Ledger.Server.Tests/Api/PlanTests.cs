using System.Net;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class PlanTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Plans_say_how_much_they_have()
    {
        var plan = (await host.GetAsync("/api/v1/plans?region=巫溪县"))["items"]!.AsArray().Single()!;
        plan["projects"]!.ToJsonString().ShouldBe("""{"total":3,"byStage":{"planned":2,"under-construction":1}}""");
        (plan["indicators"]!.GetValue<long>(), plan["findings"]!.GetValue<long>()).ShouldBe((2, 2));
        plan["attainment"]!.ToJsonString().ShouldBe("""{"not-reached":1,"not-reported":1}""");
        plan["period"]!.ToJsonString().ShouldBe("""{"start":"2021-01-01","end":"2025-12-31"}""");
        (await host.GetAsync("/api/v1/plans/wuxi-145"))["projects"]!.ToJsonString().ShouldBe(plan["projects"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("?asOf=2022-12-31", 1)]
    [InlineData("?asOf=2020-12-31", 0)]
    [InlineData("?knownAt=1", 1)]
    [InlineData("?region=500106", 1)]
    public async Task Plans_are_listed_at_the_two_times(string query, int expected) =>
        (await host.GetAsync("/api/v1/plans" + query))["total"]!.GetValue<long>().ShouldBe(expected);

    [Theory]
    [InlineData("", 2)]
    [InlineData("?rule=total-does-not-add-up", 1)]
    [InlineData("?rule=other", 0)]
    public async Task Findings_are_listed_by_rule(string query, int expected)
    {
        var listing = await host.GetAsync("/api/v1/plans/wuxi-145/findings" + query);
        listing["total"]!.GetValue<long>().ShouldBe(expected);
        foreach (var item in listing["items"]!.AsArray())
        {
            item!["subject"]!.ToJsonString().ShouldBe($$"""{"kind":"indicator","id":"{{World.Enrolment}}"}""");
            (item["written"]!.GetValue<string>(), item["expected"]!.GetValue<string>()).ShouldBe(("95.3", "95.8"));
        }
    }

    [Theory]
    [InlineData("/api/v1/plans/nowhere", "/problems/unknown-id")]
    [InlineData("/api/v1/plans/nowhere/findings", "/problems/unknown-id")]
    [InlineData("/api/v1/plans/wuxi-145?asOf=2021-01-01", "/problems/not-known-then")]
    [InlineData("/api/v1/plans/wuxi-145/findings?asOf=2021-01-01", "/problems/not-known-then")]
    [InlineData("/api/v1/plans/wuxi-145/entries?knownAt=0", "/problems/not-known-then")]
    [InlineData("/api/v1/compare?plan=nowhere", "/problems/unknown-id")]
    public async Task A_plan_that_is_not_there_is_not_found(string path, string type)
    {
        var (status, problem) = await host.AskAsync(path);
        (status, problem["type"]!.GetValue<string>()).ShouldBe((HttpStatusCode.NotFound, type));
    }
}
