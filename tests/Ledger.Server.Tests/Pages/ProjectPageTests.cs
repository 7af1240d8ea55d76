using System.Net;
using Ledger.Domain.Accounts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>The pages about one project and one entry.</summary>
[Collection(BrowserGroup.Name)]
public sealed class ProjectPageTests(BrowserHost host)
{
    [Fact]
    public async Task Every_entry_says_who_when_why_where_and_what_it_changed()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{world.Id}");
        (await window.Page.Locator("table.entries tbody tr").CountAsync()).ShouldBe(world.Positions.Count);
        var planned = await RowAsync(window, world.Positions[0]);
        planned.ShouldContain("2020");
        planned.ShouldContain("user:li");
        planned.ShouldContain("第四章›专栏2›第7行");
        planned.ShouldContain("柳溪小学迁建工程");
        planned.ShouldContain("已确认");
        planned.ShouldContain("user:shen");
        var started = await RowAsync(window, world.Positions[1]);
        started.ShouldContain("2021-03-01");
        started.ShouldContain($"已被 第{world.Positions[3]}条更正：开工令是六月的");
        started.ShouldContain("项目进展：规划 →在建");
        var corrected = await RowAsync(window, world.Positions[3]);
        corrected.ShouldContain("更正为：开工");
        corrected.ShouldContain("理由：开工令是六月的");
        corrected.ShouldContain("就 2021-03-01 而言");
        corrected.ShouldContain("项目进展：在建 →规划");
        (await RowAsync(window, world.Positions[5])).ShouldContain("形象进度：90% →40%");
    }

    [Fact]
    public async Task At_an_earlier_knowledge_it_shows_what_was_known_then()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{world.Id}?asOf=2022-12-31&knownAt={world.Positions[4]}");
        (await window.TextsAsync(".lead b")).ShouldBe(["90%"]);
        (await window.Page.Locator("table.entries tbody tr").CountAsync()).ShouldBe(5);
        (await RowAsync(window, world.Positions[4])).ShouldNotContain("作废");
        (await window.TextsAsync("#entries ~ .note")).Single().ShouldStartWith("此后又记录了 3 条");
        (await window.Page.Locator(".plane .row.later").CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Any_two_states_are_compared_with_the_entries_that_made_the_difference()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync(options: new() { JavaScriptEnabled = false });
        await window.GoAsync($"/projects/{world.Id}");
        await window.Page.FillAsync("input[name=from]", "2022-12-31");
        await window.Page.FillAsync("input[name=knownFrom]", $"{world.Positions[4]}");
        await window.Page.FillAsync("input[name=to]", "2022-12-31");
        await window.Page.ClickAsync("form.filters button");
        (await window.TextsAsync("table.differences tbody tr")).ShouldBe(["形象进度\t90%\t40%"]);
        (await window.TextsAsync(".doers li a")).ShouldBe([$"第{world.Positions[4]}条", $"第{world.Positions[5]}条"]);

        await window.GoAsync($"/projects/{world.Id}?from=2022-12-31&knownFrom={world.Positions[2]}&to=2022-12-31");
        (await window.TextsAsync("table.differences tbody tr")).ShouldBe(["开工日期\t2021-03-01\t2021-06"]);
        (await window.TextsAsync(".doers li a")).ShouldBe([$"第{world.Positions[1]}条", $"第{world.Positions[3]}条"]);

        await window.GoAsync($"/projects/{world.Id}?from=2019-01-01&to=2020-12-31");
        (await window.TextsAsync("#differences ~ p")).ShouldContain(text => text.Contains("尚未列入规划", StringComparison.Ordinal));
        await window.GoAsync($"/projects/{world.Id}?from=2022-01-01&to=2022-01-01");
        (await window.TextsAsync("#differences ~ .note")).ShouldBe(["两个时点的内容相同。"]);
    }

    [Fact]
    public async Task On_the_basis_of_what_is_confirmed_it_shows_that()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{world.Id}?asOf=2023-12-31");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "经审核" }).ClickAsync();
        (await window.TextsAsync(".lead .stage")).ShouldBe(["规划"]);
        // Nothing was confirmed before the review, the last entry.
        (await window.Page.Locator(".plane .belief rect").CountAsync()).ShouldBe(1);
        (await window.Page.GetAttributeAsync(".plane .belief rect", "data-known-from")).ShouldBe($"{world.Positions[7]}");
        await window.GoAsync($"/projects/{world.Id}?asOf=2023-12-31&basis=confirmed&knownAt={world.Positions[6]}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Before_it_was_planned_and_for_wrong_input_it_helps()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{world.Id}?asOf=2019-06-30", HttpStatusCode.NotFound);
        await window.Page.ClickAsync("text=看 2020-12-31 的情况");
        (await window.TextsAsync("h1")).ShouldBe(["★柳溪小学迁建工程"]);
        await window.GoAsync("/projects/nowhere.school", HttpStatusCode.NotFound);
        await window.GoAsync($"/projects/{world.Id}?from=yesterday&knownTo=soon", HttpStatusCode.BadRequest);
        (await window.TextsAsync(".problem li")).Count.ShouldBe(2);
        await window.GoAsync($"/projects/{world.Id}?knownFrom=999999999", HttpStatusCode.BadRequest);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_entry_has_a_page_that_leads_to_its_project_at_that_moment()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/entries/{world.Positions[4]}");
        (await window.TextsAsync("h1")).ShouldBe([$"第 {world.Positions[4]} 条记录：进度填报"]);
        (await window.TextsAsync("main li a")).ShouldContain($"第{world.Positions[5]}条");
        await window.Page.ClickAsync("main a[role=button]");
        await window.Page.WaitForURLAsync(url => url.EndsWith($"/projects/{world.Id}?asOf=2022-06-30&knownAt={world.Positions[4]}", StringComparison.Ordinal));
        (await window.TextsAsync(".lead b")).ShouldBe(["90%"]);

        await window.GoAsync($"/entries/{world.Positions[5]}");
        await window.Page.ClickAsync($"text=第{world.Positions[4]}条");
        await window.Page.WaitForURLAsync(url => url.EndsWith($"/entries/{world.Positions[4]}", StringComparison.Ordinal));
        // Known before: not there yet.
        await window.GoAsync($"/entries/{world.Positions[4]}?knownAt={world.Positions[3]}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Evidence_is_shown_to_everybody_and_downloaded_by_who_signed_in()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await world.AttachAsync(host, "监理月报.pdf");
        await using var stranger = await host.OpenAsync();
        await stranger.GoAsync($"/projects/{world.Id}");
        var row = await RowAsync(stranger, world.Positions[2]);
        row.ShouldContain("监理月报.pdf");
        row.ShouldContain("application/pdf · 20 KB · SHA-256 aaaaaaaaaaaa… ");
        row.ShouldContain("监理月报扫描件");
        (await stranger.Page.GetAttributeAsync(".evidence a", "href")).ShouldStartWith("/sign-in?returnUrl=");
        await using var supervisor = await host.OpenAsync(Role.Supervisor);
        await supervisor.GoAsync($"/entries/{world.Positions[2]}");
        (await supervisor.Page.GetAttributeAsync(".evidence a", "href")).ShouldBe($"/api/v1/evidence/{world.Positions[7] + 1}");
        (await supervisor.BarriersAsync()).ShouldBeEmpty();
    }

    private static async Task<string> RowAsync(Window window, long position) =>
        string.Join(' ', (await window.Page.InnerTextAsync($"#e{position}")).Split((char[])[' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
