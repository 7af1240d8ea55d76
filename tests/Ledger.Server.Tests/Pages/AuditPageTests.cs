using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Domain.Accounts;
using Ledger.Domain.Audit;
using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>The audit's page says what the API says.</summary>
[Collection(BrowserGroup.Name)]
public sealed partial class AuditPageTests(BrowserHost host)
{
    [Theory]
    [InlineData("")]
    [InlineData("plan=wuxi-145&type=construction_started")]
    [InlineData("region=綦江区&order=oldest&effectiveFrom=2021-01-01&effectiveTo=2021-12-31")]
    [InlineData("actor=system:import&type=target_set&from=2020-01-01")]
    [InlineData("flag=back-dated-30-days")]
    [InlineData("flag=any&order=oldest")]
    public async Task It_lists_what_the_api_lists(string query)
    {
        await using var window = await host.OpenAsync(Role.Supervisor);
        await window.GoAsync($"/audit?limit=7&{query}");
        var api = await ApiAsync(window, $"/api/v1/audit?limit=7&{query}");
        var rows = await window.TextsAsync("table.audit tbody tr th");
        if (query.Length > 0) rows.ShouldBe(Positions(api));
        (await window.Page.Locator("nav.pages a").CountAsync()).ShouldBe(api["next"] is null ? 0 : 1);
        if (api["next"] is null) return;
        await window.Page.ClickAsync("nav.pages a");
        (await window.TextsAsync("table.audit tbody tr th")).Intersect(rows).ShouldBeEmpty("the next page goes on");
    }

    [Fact]
    public async Task A_row_leads_to_its_entry_and_to_its_project_at_that_moment()
    {
        await using var window = await host.OpenAsync(Role.Supervisor);
        await window.GoAsync("/audit?plan=wuxi-145&type=construction_started&limit=3");
        var row = window.Page.Locator("table.audit tbody tr").First;
        var position = (await row.Locator("th").InnerTextAsync()).Trim();
        (await row.Locator("th a").GetAttributeAsync("href")).ShouldBe($"/entries/{position}");
        var then = await row.Locator("td:nth-of-type(4) a").GetAttributeAsync("href");
        then!.ShouldMatch($@"^/projects/wuxi-145\.[^?]+\?asOf=\d{{4}}-\d\d-\d\d&knownAt={position}$");
        await window.GoAsync(then!);
        await window.GoAsync($"/entries/{position}");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_form_asks_and_a_flag_is_explained_and_can_be_asked_for()
    {
        await using var window = await host.OpenAsync(Role.Supervisor, new() { JavaScriptEnabled = false });
        await window.GoAsync("/audit");
        await window.Page.SelectOptionAsync("[name=plan]", "wuxi-145");
        await window.Page.SelectOptionAsync("[name=type]", "facility_built");
        await window.Page.ClickAsync("form.filters button");
        var api = await ApiAsync(window, "/api/v1/audit?plan=wuxi-145&type=facility_built");
        (await window.TextsAsync("table.audit tbody tr th")).ShouldBe(Positions(api));

        (await window.TextsAsync("dl.flags dt")).Count.ShouldBe(AuditFlags.Names.Count);
        await window.Page.ClickAsync("dl.flags a[href*='outside-working-hours']");
        window.Page.Url.ShouldContain("flag=outside-working-hours");
        (await window.Page.InputValueAsync("[name=plan]")).ShouldBe("wuxi-145", "the other filters stay");
    }

    [Fact]
    public async Task The_export_has_the_same_filters()
    {
        await using var window = await host.OpenAsync(Role.Supervisor);
        await window.GoAsync("/audit?plan=fuling-2027&type=target_set&order=oldest");
        foreach (var format in (string[])["csv", "ndjson"])
        {
            var link = await window.Page.GetAttributeAsync($"a[href*='format={format}']", "href");
            var answer = await window.Page.APIRequest.GetAsync(link!);
            answer.Headers["content-disposition"].ShouldContain($".{format}");
            var lines = (await answer.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var api = await ApiAsync(window, "/api/v1/audit?plan=fuling-2027&type=target_set&limit=500");
            (lines.Length - (format == "csv" ? 1 : 0)).ShouldBe(Positions(api).Count);
        }
    }

    [Fact]
    public async Task The_heat_map_counts_the_hours_at_which_an_actor_wrote()
    {
        await using var window = await host.OpenAsync(Role.Supervisor);
        await window.GoAsync("/audit?actor=system:import&plan=wansheng-145");
        var expected = new long[7, 24];
        foreach (var entry in await ExportAsync(window, "actor=system:import&plan=wansheng-145"))
        {
            var at = DateTimeOffset.Parse(entry["recordedAt"]!.GetValue<string>(), CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(8));
            expected[((int)at.DayOfWeek + 6) % 7, at.Hour]++;
        }

        var cells = await window.TextsAsync("table.heat tbody td:not(.number)");
        cells.Select(cell => cell.Length == 0 ? 0 : long.Parse(cell, CultureInfo.InvariantCulture)).ShouldBe(expected.Cast<long>());
        expected.Cast<long>().Sum().ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task What_is_outside_working_hours_on_the_map_bears_the_flag()
    {
        await using var window = await host.OpenAsync(Role.Supervisor);
        await window.GoAsync("/audit?actor=test&type=account_created&lang=en");
        var counts = Number().Matches((await window.TextsAsync("section:has(#heat) p"))[0]).Select(match => long.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        var entries = await ExportAsync(window, "actor=test&type=account_created");
        counts[0].ShouldBe(entries.Count);
        counts[1].ShouldBe(entries.Count(entry => entry["flags"]!.AsArray().Any(flag => flag!.GetValue<string>() == "outside-working-hours")));
    }

    [Fact]
    public async Task Reading_the_page_is_recorded_and_shown()
    {
        await using var window = await host.OpenAsync(Role.Supervisor);
        await window.GoAsync("/audit?plan=shapingba-2023&limit=4");
        var read = (await host.Services.GetRequiredService<AuditReads>().ListAsync("user:tester.supervisor", null, null, long.MaxValue, 1))[0].Read;
        (read.Operation, read.Items, read.Position).ShouldBe(("listAudit", 4, (await window.Page.EvaluateAsync<long>("Number(document.querySelector('.lead').innerText.match(/\\d+/)[0])"))));
        await window.GoAsync("/audit/reads?actor=user:tester.supervisor&limit=1");
        (await window.TextsAsync("tbody td")).ShouldContain(text => text.Contains("plan=shapingba-2023", StringComparison.Ordinal));
        (await host.Services.GetRequiredService<EventStore>().HeadAsync()).Position.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_wrong_filter_is_told_on_a_helpful_page()
    {
        await using var window = await host.OpenAsync(Role.Supervisor);
        await window.GoAsync("/audit?effectiveFrom=2022-13-01", System.Net.HttpStatusCode.BadRequest);
        (await window.TextsAsync("h1"))[0].ShouldBe("地址里有不正确的内容");
    }

    private static async Task<JsonNode> ApiAsync(Window window, string path)
    {
        var answer = await window.Page.APIRequest.GetAsync(path);
        answer.Ok.ShouldBeTrue(path);
        return JsonNode.Parse(await answer.TextAsync())!;
    }

    private static async Task<List<JsonNode>> ExportAsync(Window window, string query)
    {
        var answer = await window.Page.APIRequest.GetAsync($"/api/v1/audit/export?format=ndjson&{query}");
        answer.Ok.ShouldBeTrue();
        return [.. (await answer.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static List<string> Positions(JsonNode listing) =>
        [.. listing["items"]!.AsArray().Select(item => item!["position"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
