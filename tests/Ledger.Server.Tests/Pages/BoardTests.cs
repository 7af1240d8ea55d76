using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>The board of a plan in a real browser: the date line dragged, played and walked, and what was known.</summary>
[Collection(BrowserGroup.Name)]
public sealed class BoardTests(BrowserHost host) : IAsyncLifetime
{
    private const string Wuxi = "/plans/wuxi-145";
    private static readonly DateOnly[] Days = [new(2020, 12, 30), new(2020, 12, 31), new(2022, 3, 30), new(2022, 3, 31), new(2024, 7, 1)];

    public Task InitializeAsync() => new BoardWorld(host).RecordAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_date_line_is_dragged_in_the_picture_and_everything_follows_without_a_request()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync($"{Wuxi}?asOf=2022-12-31");
        var requests = Requests(window);
        await window.Page.Locator("table.board tbody tr:nth-child(3)").ScrollIntoViewIfNeededAsync();
        var box = (await window.Page.Locator("table.board tbody tr:nth-child(3) .gantt svg").BoundingBoxAsync())!;
        await window.Page.Mouse.MoveAsync(box.X + box.Width * 0.9f, box.Y + 10);
        await window.Page.Mouse.DownAsync();
        for (var share = 0.9f; share > 0.4f; share -= 0.05f) await window.Page.Mouse.MoveAsync(box.X + box.Width * share, box.Y + 10);
        await window.Page.Mouse.UpAsync();
        await window.Page.Mouse.MoveAsync(box.X + box.Width * 0.8f, box.Y + 10);

        var day = await window.DayAsync();
        day.ShouldBeInRange(new DateOnly(2019, 6, 1), new DateOnly(2021, 6, 1));
        (await window.Page.InnerTextAsync("#day-text")).ShouldBe($"{day.Year}年{day.Month}月{day.Day}日");
        (await window.Page.EvaluateAsync<int>("new Set([...document.querySelectorAll('.dateline')].map(line => line.getAttribute('x1'))).size")).ShouldBe(1);
        await window.Page.WaitForURLAsync($"**{Wuxi}?asOf={day:yyyy-MM-dd}");
        (await window.Page.InputValueAsync("form.times [name=asOf]")).ShouldBe($"{day:yyyy-MM-dd}");
        requests.ShouldBeEmpty();

        await window.Page.ClickAsync("nav.tabs a");
        (await window.DayAsync()).ShouldBe(day, "links keep the day");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_any_day_counts_are_the_API_s_and_rows_are_those_of_the_server()
    {
        await using var window = await host.OpenAsync();
        await using var plain = await host.OpenAsync(options: new() { JavaScriptEnabled = false });
        await window.GoAsync($"{Wuxi}?asOf=2022-12-31");
        foreach (var day in Days)
        {
            await window.MoveAsync(day);
            var plan = await AskAsync($"/api/v1/projects?plan=wuxi-145&asOf={day:yyyy-MM-dd}&limit=500");
            var counts = plan["items"]!.AsArray().GroupBy(item => item!["stage"]!.GetValue<string>()).ToDictionary(group => group.Key, group => group.Count());
            (await window.TallyAsync()).AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<int>()).ShouldBe(counts, ignoreOrder: true, $"{day}");
            await plain.GoAsync($"{Wuxi}?asOf={day:yyyy-MM-dd}");
            (await window.RowsAsync()).ShouldBe(await plain.RowsAsync(), $"{day}");
        }
    }

    [Fact]
    public async Task Every_stop_of_the_knowledge_time_shows_what_was_believed_then()
    {
        await using var window = await host.OpenAsync();
        await using var plain = await host.OpenAsync(options: new() { JavaScriptEnabled = false });
        await window.GoAsync($"/plans/{BoardWorld.Lively}?asOf=2023-12-31");
        await window.Page.Locator("#course").ScrollIntoViewIfNeededAsync();
        await window.Page.WaitForSelectorAsync("#chart canvas");
        var requests = Requests(window);
        var stops = await window.Page.EvaluateAsync<long[]>("JSON.parse(document.getElementById('board-data').textContent).stops.map(stop => stop[0])");
        stops.Length.ShouldBe(15, "each entry but the plan's changed the picture");
        for (var i = 0; i < stops.Length; i++)
        {
            await window.MoveAsync("known", i);
            var items = (await AskAsync($"/api/v1/projects?plan={BoardWorld.Lively}&asOf=2023-12-31&knownAt={stops[i]}"))["items"]!.AsArray();
            (await window.NamesAsync()).ShouldBe(items.Select(item => item!["name"]!.GetValue<string>()));
            (await window.TextsAsync("table.board tbody tr:not([hidden]) .pc")).ShouldBe(items.Select(item => item!["percent"] is { } percent ? $"{percent}%" : ""));
            if (i % 3 > 0) continue;
            await plain.GoAsync($"/plans/{BoardWorld.Lively}?asOf=2023-12-31&knownAt={stops[i]}");
            (await window.RowsAsync()).ShouldBe(await plain.RowsAsync(), $"known at {stops[i]}");
            (await window.TallyAsync()).ToJsonString().ShouldBe((await plain.TallyAsync()).ToJsonString());
        }

        requests.ShouldBeEmpty();
        await window.MoveAsync("known", 6);
        await window.Page.WaitForURLAsync($"**knownAt={stops[6]}");
        (await window.TextsAsync("#known-text"))[0].ShouldContain("开工 · 安居幼儿园");
    }

    [Fact]
    public async Task Keys_move_the_date_line_by_days_months_and_to_the_ends()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync($"{Wuxi}?asOf=2022-12-31");
        await window.Page.FocusAsync("#day");
        foreach (var (key, day) in new[] { ("ArrowRight", "2023-01-01"), ("ArrowLeft", "2022-12-31"), ("PageUp", "2023-01-31"), ("PageUp", "2023-02-28"), ("Home", "2015-01-01"), ("End", "2027-12-31") })
        {
            await window.Page.Keyboard.PressAsync(key);
            (await window.DayAsync()).ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), key);
        }

        await window.Page.WaitForURLAsync("**asOf=2027-12-31");
        (await window.Page.GetAttributeAsync("#day", "aria-valuetext")).ShouldBe("2027年12月31日");
    }

    [Fact]
    public async Task It_plays_the_period_in_twelve_seconds_and_rests_when_told()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync(Wuxi);
        var requests = Requests(window);
        await window.Page.ClickAsync("#play");
        await window.WaitForAsync(new DateOnly(2021, 6, 1));
        (await window.Page.InnerTextAsync("#play")).ShouldContain("暂停");
        await window.Page.ClickAsync("#play");
        var day = await window.DayAsync();
        day.ShouldBeInRange(new DateOnly(2021, 6, 1), new DateOnly(2024, 12, 31), "from its begin, 152 days a second");
        await Task.Delay(400);
        (await window.DayAsync()).ShouldBe(day);
        window.Page.Url.ShouldEndWith($"asOf={day:yyyy-MM-dd}");
        requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_wants_less_motion_sees_it_played_by_months()
    {
        await using var window = await host.OpenAsync(options: new() { ReducedMotion = ReducedMotion.Reduce });
        await window.GoAsync(Wuxi);
        await window.Page.EvaluateAsync("() => { window.days = []; document.addEventListener('board:shown', e => window.days.push(e.detail.day)); }");
        await window.Page.ClickAsync("#play");
        await window.WaitForAsync(new DateOnly(2021, 3, 1));
        (await window.Page.EvaluateAsync<long[]>("window.days.slice(0, 3)")).ShouldBe([BoardWindow.Number(new(2021, 1, 1)), BoardWindow.Number(new(2021, 2, 1)), BoardWindow.Number(new(2021, 3, 1))]);
    }

    private static List<string> Requests(Window window)
    {
        var requests = new List<string>();
        window.Page.Request += (_, request) =>
        {
            // The browser itself looks for the icon of every address, in its cache.
            if (!request.Url.Contains("/icon.svg", StringComparison.Ordinal)) requests.Add(request.Url);
        };
        return requests;
    }

    private async Task<JsonNode> AskAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        return (await client.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative)))!;
    }
}
