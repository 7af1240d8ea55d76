using System.Net;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>Which projects a board shows, in which order, and what it says where there are none.</summary>
[Collection(BrowserGroup.Name)]
public sealed class BoardSelectionTests(BrowserHost host) : IAsyncLifetime
{
    public Task InitializeAsync() => new BoardWorld(host).RecordAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("asOf=2021-05-01&knownAt=", "中心小学 安居幼儿园 徐家小学 北碚中学 朝阳小学 龙河小学")]
    [InlineData("asOf=2021-05-01&sort=name", "安居幼儿园 北碚中学 朝阳小学 龙河小学 徐家小学 中心小学")]
    [InlineData("asOf=2022-12-31&sort=stage", "安居幼儿园 北碚第二中学 朝阳小学 龙河小学 中心小学 徐家小学")]
    [InlineData("asOf=2022-12-31&sort=start", "中心小学 安居幼儿园 徐家小学 朝阳小学 龙河小学 北碚第二中学")]
    [InlineData("asOf=2022-12-31&category=preschool", "安居幼儿园")]
    [InlineData("asOf=2022-12-31&stage=suspended", "徐家小学")]
    [InlineData("asOf=2022-08-31&stage=suspended", "")]
    [InlineData("asOf=2022-12-31&committed=true&q=小学", "中心小学 徐家小学 朝阳小学")]
    [InlineData("asOf=2022-12-31&basis=confirmed", "")]
    public async Task It_shows_what_fits_in_order(string query, string names)
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/plans/{BoardWorld.Lively}?{query}");
        (await window.NamesAsync()).ShouldBe(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filter_by_stage_asks_again_when_the_day_rests_elsewhere()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/plans/{BoardWorld.Lively}?asOf=2022-08-31&stage=suspended");
        await window.MoveAsync(new DateOnly(2022, 9, 1));
        await window.Page.WaitForSelectorAsync("text=徐家小学");
        window.Page.Url.ShouldEndWith("asOf=2022-09-01&stage=suspended");
    }

    [Fact]
    public async Task Many_projects_are_paged_and_counted_whole()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/plans/{BoardWorld.Large}");
        (await window.NamesAsync()).Count.ShouldBe(100);
        (await window.TallyAsync()).ToJsonString().ShouldBe("""{"planned":120}""");
        await window.MoveAsync(new DateOnly(2021, 2, 28));
        (await window.TextsAsync("#tally [data-ahead]")).ShouldBe(["另有未列入 120"]);
        await window.Page.ClickAsync("nav.pages a[rel=next]");
        (await window.NamesAsync()).ShouldBe(Enumerable.Range(101, 20).Select(number => $"第{number}小学"));
        (await window.DayAsync()).ShouldBe(new DateOnly(2021, 2, 28));
    }

    [Fact]
    public async Task Before_its_begin_it_shows_what_is_to_come_dimmed()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync("/plans/wuxi-145?asOf=2010-01-01");
        (await window.Page.IsVisibleAsync("#unpublished")).ShouldBeTrue();
        (await window.Page.Locator("table.board tbody tr.ahead").CountAsync()).ShouldBe(43);
        (await window.TextsAsync("table.board tbody .stage")).Distinct().ShouldBe(["未列入"]);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_a_helpful_page()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/plans/{BoardWorld.Empty}");
        (await window.TextsAsync("p.note")).ShouldBe(["此时还没有列入本规划的项目。"]);
        await window.GoAsync("/plans/no-such-plan", HttpStatusCode.NotFound);
        (await window.TextsAsync("h1")).ShouldBe(["台账里没有这一项"]);
        await window.GoAsync($"/plans/{BoardWorld.Lively}?knownAt=1", HttpStatusCode.NotFound);
        (await window.TextsAsync("h1")).ShouldBe(["在这个时点还没有这一项"]);
        await window.GoAsync("/plans/wuxi-145?asOf=2022-02-30", HttpStatusCode.BadRequest);
        await window.GoAsync("/plans/wuxi-145?page=0", HttpStatusCode.BadRequest);
        await window.GoAsync("/plans/wuxi-145?page=9");
        (await window.TextsAsync("p.note")).ShouldBe(["没有符合条件的项目。"]);
    }

    [Fact]
    public async Task The_course_of_the_counts_is_drawn_when_it_comes_into_sight_and_stands_in_a_table()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync("/plans/wuxi-145?asOf=2022-12-31");
        await window.Page.Locator("#course").ScrollIntoViewIfNeededAsync();
        await window.Page.WaitForSelectorAsync("#chart canvas");
        await window.Page.ClickAsync("details summary");
        (await window.TextsAsync("details tbody tr:has-text('2022-12-31') td:last-child")).ShouldBe(["43"]);
        window.Complaints.ShouldBeEmpty();
    }
}
