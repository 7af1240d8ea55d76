using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ledger.Server.Tests.Pages;

/// <summary>New entries as they come, in a real browser.</summary>
[Collection(BrowserGroup.Name)]
public sealed class LivePageTests(BrowserHost host)
{
    private const string First = "#live-rows tr:first-child";

    [Fact]
    public async Task An_entry_comes_by_itself_where_the_filter_fits_and_not_elsewhere()
    {
        var (plan, id, planned) = await RecordWorld.BeginAsync(host);
        await using var fits = await OpenAsync($"/live?plan={plan}");
        await using var other = await OpenAsync("/live?plan=wuxi-145");
        await using var kind = await OpenAsync($"/live?plan={plan}&type=project_completed");
        await using var school = await OpenAsync($"/live?plan={plan}&category=compulsory");
        var before = await other.TextsAsync("#live-rows tr");
        await fits.Page.FocusAsync($"#live-rows a[href='/entries/{planned}']");

        var came = await RecordAsync(id, 1);
        await Expect(fits.Page.Locator(First)).ToContainTextAsync("开工");
        await Expect(school.Page.Locator(First)).ToContainTextAsync("测试小学新建工程");
        await Expect(fits.Page.Locator($"{First} small")).ToHaveTextAsync(RecordWorld.Region);
        (await fits.Page.GetAttributeAsync(First, "data-position")).ShouldBe($"{came}");
        await Expect(fits.Page.Locator("#live-said")).ToHaveTextAsync($"新到 1 条，最后是第 {came} 条");
        (await fits.Page.GetAttributeAsync("#live-said", "role")).ShouldBe("status");
        (await fits.Page.EvaluateAsync<string>($"getComputedStyle(document.querySelector('{First} td'), '::before').content")).ShouldContain("新");
        await Expect(fits.Page.Locator("#live-line")).ToContainTextAsync($"第 {came} 条");
        (await fits.Page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe($"{planned}", "what has the focus keeps it");

        // The others have heard of it too, and show nothing.
        await Task.Delay(1_500);
        (await other.TextsAsync("#live-rows tr")).ShouldBe(before);
        (await kind.TextsAsync("#live-rows tr")).ShouldBeEmpty();
        (await other.TextsAsync("#live-state")).ShouldBe(["实时"]);
        foreach (var window in new[] { fits, other, kind, school }) window.Complaints.ShouldBeEmpty();
        (await fits.BarriersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_comes_together_is_fetched_together_and_the_page_stays_short()
    {
        var (plan, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await OpenAsync($"/live?plan={plan}");
        var fetched = 0;
        window.Page.Request += (_, request) => fetched += request.ResourceType == "fetch" ? 1 : 0;
        var positions = new List<long>();
        for (var n = 1; n <= 40; n++) positions.Add(await RecordAsync(id, n));
        await Expect(window.Page.Locator(First)).ToHaveAttributeAsync("data-position", $"{positions[^1]}");
        (await window.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#live-rows tr')].map(row => row.dataset.position)"))
            .ShouldBe(positions.AsEnumerable().Reverse().Take(30).Select(position => $"{position}"));
        fetched.ShouldBeInRange(1, 30);
    }

    [Fact]
    public async Task While_it_is_paused_nothing_moves_and_then_all_is_there()
    {
        var (plan, id, _) = await RecordWorld.BeginAsync(host);
        await using var window = await OpenAsync($"/live?plan={plan}");
        await window.Page.ClickAsync("#live-pause");
        var before = await window.TextsAsync("#live-rows tr");
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("已暂停");
        var came = await RecordAsync(id, 1);
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("已暂停，有新的记录在等");
        (await window.TextsAsync("#live-rows tr")).ShouldBe(before);

        await window.Page.ClickAsync("#live-pause");
        await Expect(window.Page.Locator(First)).ToHaveAttributeAsync("data-position", $"{came}");
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("实时");
    }

    [Fact]
    public async Task After_a_cut_it_connects_again_and_has_missed_nothing()
    {
        var (plan, id, _) = await RecordWorld.BeginAsync(host);
        await using var proxy = new CutProxy(host.Address);
        await using var window = await host.OpenAsync(options: new() { BaseURL = proxy.Address.ToString() });
        await window.Page.GotoAsync(new Uri(proxy.Address, $"/live?plan={plan}").ToString());
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("实时");
        proxy.Cut();
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("连接中断，正在重连");
        var came = await RecordAsync(id, 1);
        (await window.Page.Locator($"[data-position='{came}']").CountAsync()).ShouldBe(0);

        proxy.Mend();
        await Expect(window.Page.Locator(First)).ToHaveAttributeAsync("data-position", $"{came}", new() { Timeout = 20_000 });
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("实时");
        var later = await RecordAsync(id, 2);
        await Expect(window.Page.Locator(First)).ToHaveAttributeAsync("data-position", $"{later}");
    }

    [Fact]
    public async Task Without_script_it_is_reloaded_and_the_filters_are_a_form()
    {
        var (plan, id, planned) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(options: new() { JavaScriptEnabled = false });
        await window.GoAsync("/live");
        await window.Page.SelectOptionAsync("[name=region]", RecordWorld.Region);
        await window.Page.SelectOptionAsync("[name=plan]", plan);
        await window.Page.SelectOptionAsync("[name=type]", "project_planned");
        await window.FollowAsync("form.filters button");
        (await window.TextsAsync("#live-rows td:first-child")).ShouldBe([$"{planned}"]);
        (await window.Page.Locator("#live-pause").IsVisibleAsync()).ShouldBeFalse();
        var came = await RecordAsync(id, 1);
        await window.GoAsync($"/live?plan={plan}");
        await window.FollowAsync("#live a");
        var rows = await window.TextsAsync("#live-rows td:first-child");
        rows.Take(2).ShouldBe([$"{came}", $"{planned}"]);
        rows.Count.ShouldBe(3, "and that the plan was published");

        await window.GoAsync("/live?type=nonsense", System.Net.HttpStatusCode.BadRequest);
        (await window.TextsAsync("main li")).ShouldHaveSingleItem().ShouldContain("nonsense");
    }

    [Fact]
    public async Task The_overview_leads_to_it()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync("/");
        await window.FollowAsync("section[aria-labelledby=latest] .links a");
        new Uri(window.Page.Url).PathAndQuery.ShouldBe("/live");
        (await window.TextsAsync("header.site [aria-current=page]")).ShouldBe(["动态"]);
        (await window.Page.Locator("#live-rows tr").CountAsync()).ShouldBe(30);
    }

    private async Task<Window> OpenAsync(string path)
    {
        var window = await host.OpenAsync();
        await window.GoAsync(path);
        await Expect(window.Page.Locator("#live-state")).ToHaveTextAsync("实时");
        return window;
    }

    // The first of them is the start; then progress is reported, day by day.
    private async Task<long> RecordAsync(string id, int day)
    {
        var on = EffectiveDate.OnDay(new DateOnly(2022, 1, 1).AddDays(day));
        return (await PlaneWorld.AppendAsync(host, id, "user:li", day == 1 ? new ProjectEvent.ConstructionStarted { Effective = on } : new ProjectEvent.ProgressReported { Effective = on, Percent = day }))[0];
    }
}
