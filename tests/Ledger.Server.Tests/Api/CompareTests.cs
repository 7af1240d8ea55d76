using System.Text.Json.Nodes;
using Ledger.Server.Web;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class CompareTests(ApiHost host) : IClassFixture<ApiHost>
{
    private Task<JsonNode> CompareAsync(string query) => host.GetAsync("/api/v1/compare?plan=wuxi-145&" + query);

    private static JsonNode Changed(JsonNode comparison, string id) =>
        comparison["changed"]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == id)!;

    private static string[] FieldsOf(JsonNode item) =>
        [.. item["fields"]!.AsArray().Select(f => $"{f!["field"]}: {f["before"]?.ToJsonString(WebJson.Options) ?? "null"} → {f["after"]?.ToJsonString(WebJson.Options) ?? "null"}")];

    [Fact]
    public async Task Two_days_show_what_happened_in_the_world()
    {
        var comparison = await CompareAsync("from=2021-06-30&to=2022-03-31");
        comparison.AsObject().Select(p => p.Key).ShouldBe(
            ["plan", "simulated", "from", "to", "knownFrom", "positionFrom", "knownTo", "positionTo", "added", "removed", "changed"]);
        comparison["added"]!.AsArray().Select(item => $"{item!["kind"]} {item["id"]}").ShouldBe(
            [$"project {World.Kindergarten}", $"project {World.Suspended}"]);
        comparison["removed"]!.AsArray().ShouldBeEmpty();
        var school = Changed(comparison, World.School);
        FieldsOf(school).ShouldBe(["stage: \"site-selection\" → \"under-construction\"", "statusAsWritten: null → \"已开工建设\""]);
        school["entries"]!.AsArray().Select(entry => entry!["type"]!.GetValue<string>()).ShouldBe(["construction_started"]);
        var places = FieldsOf(Changed(comparison, World.Places));
        places[0].ShouldBe("attainment: \"no-target\" → \"not-reported\"");
        places.Skip(1).ShouldHaveSingleItem().ShouldStartWith("target: null → {\"period\":\"2025\"");
        FieldsOf(Changed(comparison, World.Enrolment)).Select(field => field.Split(':')[0]).ShouldBe(["attainment", "points.target.2022", "target"]);
    }

    [Fact]
    public async Task One_day_and_two_knowledge_times_show_what_the_ledger_learned()
    {
        var comparison = await CompareAsync($"from=2021-12-31&to=2021-12-31&knownFrom={host.World.BeforeBackdating}");
        comparison["positionFrom"]!.GetValue<long>().ShouldBe(host.World.BeforeBackdating);
        var school = Changed(comparison, World.School);
        FieldsOf(school).ShouldBe(["stage: \"planned\" → \"site-selection\""]);
        var entry = school["entries"]!.AsArray().ShouldHaveSingleItem()!;
        (entry["type"]!.GetValue<string>(), entry["effectiveOn"]!.GetValue<string>(), entry["reason"]!.GetValue<string>())
            .ShouldBe(("site_selected", "2021-06-01", "补录"));
    }

    [Fact]
    public async Task A_correction_shows_both_entries()
    {
        var school = Changed(await CompareAsync($"from=2024-01-01&to=2024-01-01&knownFrom={host.World.Corrected}"), World.School);
        FieldsOf(school).ShouldBe(["percent: 40 → 45.5"]);
        school["entries"]!.AsArray().Select(entry => entry!["type"]!.GetValue<string>()).ShouldBe(["progress_reported", "entry_corrected"]);
    }

    [Fact]
    public async Task A_voiding_shows_what_it_voided()
    {
        var base_ = Changed(await CompareAsync($"from=2024-01-01&to=2024-01-01&knownFrom={host.World.Voided}"), World.Suspended);
        FieldsOf(base_).ShouldBe(["stage: \"suspended\" → \"planned\""]);
        base_["entries"]!.AsArray().Select(entry => entry!["type"]!.GetValue<string>()).ShouldBe(["project_suspended", "entry_voided"]);
    }

    [Fact]
    public async Task Backwards_what_was_added_is_removed()
    {
        var comparison = await CompareAsync("from=2022-03-31&to=2021-06-30");
        comparison["added"]!.AsArray().ShouldBeEmpty();
        comparison["removed"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task By_default_it_goes_from_the_beginning_of_the_plan_to_today()
    {
        var comparison = await CompareAsync("");
        (comparison["from"]!.GetValue<string>(), comparison["to"]!.GetValue<string>()).ShouldBe(("2021-01-01", "2026-03-01"));
        comparison["removed"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).ShouldBe(["wuxi-145.ratio"]);
    }

    [Fact]
    public async Task The_same_two_times_do_not_differ()
    {
        var comparison = await CompareAsync("from=2022-03-31&to=2022-03-31");
        new[] { "added", "removed", "changed" }.ShouldAllBe(part => comparison[part]!.AsArray().Count == 0);
    }
}
