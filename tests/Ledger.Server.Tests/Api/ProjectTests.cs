using System.Net;
using System.Text.Json.Nodes;
using Ledger.Domain.Projects;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class ProjectTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task An_item_has_every_field_in_its_order_and_null_for_what_is_absent()
    {
        var listing = await host.GetAsync("/api/v1/projects?plan=wuxi-145");
        listing.AsObject().Select(p => p.Key).ShouldBe(["asOf", "knownAt", "position", "total", "items", "next"]);
        listing["asOf"]!.GetValue<string>().ShouldBe("2026-03-01");
        foreach (var item in listing["items"]!.AsArray())
            item!.AsObject().Select(p => p.Key).ShouldBe([
                "id", "plan", "number", "name", "category", "nature", "sites", "scale", "schedule", "committed", "stage", "percent",
                "responsibleUnit", "statusAsWritten", "source", "effectiveFrom", "recordedAt", "version", "simulated"]);
        var school = listing["items"]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == World.School)!;
        school["stage"]!.GetValue<string>().ShouldBe("under-construction");
        school["percent"]!.GetValue<decimal>().ShouldBe(45.5m);
        school["scale"]!.ToJsonString().ShouldBe("""{"floorAreaSquareMetres":3200.5,"siteAreaMu":20,"classes":null,"places":900,"investmentTenThousandYuan":null}""");
        school["schedule"]!.ToJsonString().ShouldBe("""{"start":"2022","end":"2023-06"}""");
        school["source"]!["row"]!.GetValue<string>().ShouldBe("3");
        school["source"]!.AsObject().Select(p => p.Key).ShouldBe(["document", "section", "table", "row", "column", "page", "evidence"]);
        school["committed"]!.GetValue<bool>().ShouldBeTrue();
        listing["items"]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == World.Suspended)!["nature"].ShouldBeNull();
    }

    [Fact]
    public async Task Chinese_is_written_as_it_is() =>
        (await host.Client.GetStringAsync(new Uri("/api/v1/projects?q=城厢", UriKind.Relative))).ShouldContain("城厢幼儿园");

    [Theory]
    [InlineData("plan=wuxi-145", 3)]
    [InlineData("plan=nowhere", 0)]
    [InlineData("region=巫溪县", 3)]
    [InlineData("region=500106", 1)]
    [InlineData("region=500106&plan=wuxi-145", 0)]
    [InlineData("category=preschool", 1)]
    [InlineData("nature=relocation", 1)]
    [InlineData("stage=under-construction", 1)]
    [InlineData("stage=suspended", 0)]
    [InlineData("committed=true", 1)]
    [InlineData("committed=false", 3)]
    [InlineData("q=白马", 4)]
    [InlineData("q=BAIMA-primary", 1)]
    [InlineData("q=100%25", 0)]
    [InlineData("category=compulsory&stage=planned", 0)]
    [InlineData("asOf=2021-06-01", 1)]
    [InlineData("asOf=2020-12-31", 0)]
    [InlineData("asOf=9999-12-31", 4)]
    [InlineData("asOf=0001-01-01", 0)]
    [InlineData("knownAt=0", 0)]
    public async Task Filters_restrict_together(string query, int expected)
    {
        var listing = await host.GetAsync("/api/v1/projects?" + query);
        listing["total"]!.GetValue<long>().ShouldBe(expected);
        listing["items"]!.AsArray().Count.ShouldBe(expected);
    }

    [Fact]
    public async Task Every_stage_category_and_nature_is_accepted()
    {
        foreach (var stage in Domain.Entries.Code<Stage>.All) await host.GetAsync("/api/v1/projects?stage=" + stage);
        foreach (var nature in Domain.Entries.Code<Nature>.All) await host.GetAsync("/api/v1/projects?nature=" + nature);
        foreach (var category in Domain.Entries.Code<Domain.Plans.Category>.All) await host.GetAsync("/api/v1/projects?category=" + category);
    }

    [Fact]
    public async Task What_was_learned_later_does_not_change_what_was_known_before()
    {
        var path = $"/api/v1/projects/{World.School}?asOf=2021-12-31";
        (await host.GetAsync(path))["stage"]!.GetValue<string>().ShouldBe("site-selection");
        var before = await host.GetAsync($"{path}&knownAt={host.World.BeforeBackdating}");
        before["stage"]!.GetValue<string>().ShouldBe("planned");
        before["position"]!.GetValue<long>().ShouldBe(host.World.BeforeBackdating);
    }

    [Fact]
    public async Task An_instant_means_the_last_position_recorded_by_then()
    {
        foreach (var entry in host.World.Facts)
        {
            var byPosition = await host.GetAsync($"/api/v1/projects?knownAt={entry.Position}");
            var instant = byPosition["knownAt"]!.GetValue<string>();
            instant.ShouldEndWith("Z");
            var byInstant = await host.GetAsync($"/api/v1/projects?knownAt={instant}");
            byInstant.ToJsonString().ShouldBe(byPosition.ToJsonString());
            var inShanghai = entry.RecordedAt.ToOffset(TimeSpan.FromHours(8)).ToString("O", null);
            // Also where someone forgot that a plus sign in an address means a blank.
            foreach (var text in new[] { Uri.EscapeDataString(inShanghai), inShanghai })
                (await host.GetAsync($"/api/v1/projects?knownAt={text}"))["position"]!.GetValue<long>().ShouldBe(entry.Position);
        }
    }

    [Fact]
    public async Task An_instant_that_has_not_passed_means_now()
    {
        var answer = await host.GetAsync("/api/v1/projects?knownAt=2199-01-01T00:00:00Z");
        answer.ToJsonString().ShouldBe((await host.GetAsync("/api/v1/projects")).ToJsonString());
    }

    [Fact]
    public async Task An_instant_before_everything_knows_nothing()
    {
        var answer = await host.GetAsync("/api/v1/projects?knownAt=2001-01-01T00:00:00%2B08:00");
        (answer["total"]!.GetValue<long>(), answer["position"]!.GetValue<long>(), answer["knownAt"]!.GetValue<string>()).ShouldBe((0, 0, "2000-12-31T16:00:00Z"));
    }

    [Fact]
    public async Task A_project_by_itself_says_more()
    {
        var school = await host.GetAsync($"/api/v1/projects/{World.School}");
        school.AsObject().Select(p => p.Key).Take(4).ShouldBe(["asOf", "knownAt", "position", "id"]);
        school["scaleAsWritten"]!.GetValue<string>().ShouldBe("3200.5平方米");
        school["natureAsWritten"]!.GetValue<string>().ShouldBe("改扩建");
        school["scheduleAsWritten"]!.GetValue<string>().ShouldBe("2022—2023.6");
        school["facility"]!.GetValue<string>().ShouldBe("白马小学");
        school["standing"]!.GetValue<string>().ShouldBe("active");
        school["reached"]!.GetValue<string>().ShouldBe("under-construction");
        school.AsObject().ContainsKey("constructionStartedOn").ShouldBeTrue();
        school["constructionStartedOn"].ShouldBeNull();
    }

    [Theory]
    [InlineData("?asOf=2020-01-01", "2021-01-01")]
    [InlineData("?knownAt=1", "position 3")]
    public async Task A_project_that_is_not_there_at_these_times_is_told_from_an_unknown_one(string query, string says)
    {
        var (status, problem) = await host.AskAsync($"/api/v1/projects/{World.School}{query}");
        status.ShouldBe(HttpStatusCode.NotFound);
        problem["type"]!.GetValue<string>().ShouldBe("/problems/not-known-then");
        problem["detail"]!.GetValue<string>().ShouldContain(says);
        problem["first"]!["position"]!.GetValue<long>().ShouldBe(3);
        (status, problem) = await host.AskAsync("/api/v1/projects/wuxi-145.nothing");
        (status, problem["type"]!.GetValue<string>()).ShouldBe((HttpStatusCode.NotFound, "/problems/unknown-id"));
    }

    [Fact]
    public async Task Entries_show_everything_ever_recorded_and_what_became_of_it()
    {
        var entries = await host.GetAsync($"/api/v1/projects/{World.School}/entries");
        var items = entries["items"]!.AsArray();
        items.Select(item => item!["type"]!.GetValue<string>()).ShouldBe(
            ["project_planned", "construction_started", "site_selected", "progress_reported", "entry_corrected"]);
        items.Select(item => item!["version"]!.GetValue<long>()).ShouldBe([1, 2, 3, 4, 5]);
        items.Select(item => item!["counts"]!.GetValue<bool>()).ShouldBe([true, true, true, false, true]);
        items[3]!["corrected"]!["reason"]!.GetValue<string>().ShouldBe("数字有误");
        items[3]!["corrected"]!["by"]!.GetValue<long>().ShouldBe(items[4]!["position"]!.GetValue<long>());
        items[3]!["voided"].ShouldBeNull();
        items[1]!["observed"]!.GetValue<bool>().ShouldBeTrue();
        items[0]!["source"]!["table"]!.GetValue<string>().ShouldBe("专栏4");
        items[0]!["actor"]!.GetValue<string>().ShouldBe("填报员甲");
        items[2]!["reason"]!.GetValue<string>().ShouldBe("补录");
        items[0]!["data"]!["plan"]!.GetValue<string>().ShouldBe("wuxi-145");
    }

    [Fact]
    public async Task Entries_are_marked_as_voided_only_once_that_is_known()
    {
        JsonNode? Voided(JsonNode entries) => entries["items"]![1]!["voided"];
        var path = $"/api/v1/projects/{World.Suspended}/entries";
        Voided(await host.GetAsync($"{path}?knownAt={host.World.Voided}")).ShouldBeNull();
        Voided(await host.GetAsync(path))!["reason"]!.GetValue<string>().ShouldBe("不是这个项目");
    }

    [Fact]
    public async Task Entries_come_in_pages()
    {
        var all = new List<long>();
        for (string? cursor = null; ;)
        {
            var page = await host.GetAsync($"/api/v1/projects/{World.School}/entries?limit=2" + (cursor is null ? "" : "&cursor=" + cursor));
            page["total"]!.GetValue<long>().ShouldBe(5);
            all.AddRange(page["items"]!.AsArray().Select(item => item!["version"]!.GetValue<long>()));
            cursor = page["next"]?.GetValue<string>();
            if (cursor is null) break;
        }

        all.ShouldBe([1, 2, 3, 4, 5]);
    }
}
