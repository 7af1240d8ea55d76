using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>The plane of a project's two times is what the API answers at each of its points, and takes the page there.</summary>
[Collection(BrowserGroup.Name)]
public sealed class PlaneTests(BrowserHost host)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Its_regions_are_what_the_API_answers_at_any_two_times(int seed)
    {
        var id = seed == 0 ? (await PlaneWorld.RecordAsync(host)).Id : await PlaneWorld.RandomAsync(host, seed);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{id}?asOf=2025-12-31");
        var drawn = JsonNode.Parse(await window.Page.EvaluateAsync<string>("""
            () => { const svg = document.querySelector('svg.plane'); const number = (e, n) => Number(e.getAttribute(n));
              return JSON.stringify({ ...svg.dataset, regions: [...svg.querySelectorAll('.belief rect')].map(r => ({
                stage: r.dataset.stage, x: number(r, 'x'), y: number(r, 'y'), right: number(r, 'x') + number(r, 'width'), bottom: number(r, 'y') + number(r, 'height') })) }); }
            """))!;
        var positions = drawn["positions"]!.GetValue<string>().Split(',').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
        positions.Count.ShouldBeGreaterThan(5);
        using var client = new HttpClient { BaseAddress = host.Address };
        var random = new Random(seed);
        for (var n = 0; n < 60; n++)
        {
            var (row, offset) = (random.Next(positions.Count), random.Next(Number(drawn, "days")));
            var day = DateOnly.Parse(drawn["first"]!.GetValue<string>(), CultureInfo.InvariantCulture).AddDays(offset);
            using var answer = await client.GetAsync(new Uri($"/api/v1/projects/{id}?asOf={day:yyyy-MM-dd}&knownAt={positions[row]}", UriKind.Relative));
            var stage = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["stage"]?.GetValue<string>();
            StagesAt(drawn, offset, row).ShouldContain(stage, $"{id} on {day}, known at {positions[row]}");
        }
    }

    [Fact]
    public async Task A_late_correction_and_a_voiding_lead_to_what_they_undo()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{world.Id}");
        (await window.Page.Locator(".plane .link.correction").CountAsync()).ShouldBe(1);
        (await window.Page.Locator(".plane .link.voiding").CountAsync()).ShouldBe(1);
        (await window.Page.Locator(".plane .link.review").CountAsync()).ShouldBe(1);
        (await Labels(window, ".plane .point.undone")).ShouldBe([$"第 {world.Positions[1]} 条", $"第 {world.Positions[4]} 条"]);
        (await Labels(window, ".plane .point.correction")).ShouldBe([$"第 {world.Positions[3]} 条"]);
        // Known to the year, and to the month.
        (await window.Page.Locator(".plane .point .period").CountAsync()).ShouldBe(2);
        (await window.Page.Locator("table.beliefs tbody tr").CountAsync()).ShouldBe(await window.Page.Locator(".plane .belief").CountAsync());
    }

    [Fact]
    public async Task Dragging_in_it_shows_what_was_believed_and_moves_the_page_there()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{world.Id}?asOf=2023-12-31");
        await window.Page.Locator("svg.plane").ScrollIntoViewIfNeededAsync();
        var start = await ScreenAsync(window, "2023-09-01", 6);
        var end = await ScreenAsync(window, "2021-04-15", 2);
        await window.Page.Mouse.MoveAsync(start.X, start.Y);
        await window.Page.Mouse.DownAsync();
        await window.Page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 5 });
        (await window.Page.InnerTextAsync("output.under")).ShouldStartWith($"2021-04-15 · #{world.Positions[2]} · 在建");
        await window.Page.Mouse.UpAsync();
        await window.Page.WaitForURLAsync(url => url.Contains("asOf=2021-04-15", StringComparison.Ordinal) && url.Contains($"knownAt={world.Positions[2]}", StringComparison.Ordinal));
        // What was believed before the correction: construction had begun. After it, it had not.
        (await window.TextsAsync(".lead .stage")).ShouldBe(["在建"]);
        await window.GoAsync($"/projects/{world.Id}?asOf=2021-04-15&knownAt={world.Positions[3]}");
        (await window.TextsAsync(".lead .stage")).ShouldBe(["规划"]);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_row_is_now_and_stays_so()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{world.Id}?asOf=2023-12-31&knownAt={world.Positions[2]}");
        await window.Page.Locator("svg.plane").ScrollIntoViewIfNeededAsync();
        var now = await ScreenAsync(window, "2023-09-01", world.Positions.Count - 1);
        await window.Page.Mouse.ClickAsync(now.X, now.Y);
        await window.Page.WaitForURLAsync(url => url.Contains("asOf=2023-09-01", StringComparison.Ordinal) && !url.Contains("knownAt", StringComparison.Ordinal));
        (await window.TextsAsync(".lead .stage")).ShouldBe(["建成"]);
    }

    [Fact]
    public async Task Without_script_years_and_positions_are_links_and_the_keyboard_reaches_every_entry()
    {
        var world = await PlaneWorld.RecordAsync(host);
        await using var window = await host.OpenAsync(options: new() { JavaScriptEnabled = false });
        await window.GoAsync($"/projects/{world.Id}?asOf=2023-12-31");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "移到 2022 年末" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(url => url.Contains("asOf=2022-12-31", StringComparison.Ordinal));
        await window.Page.GetByRole(AriaRole.Link, new() { Name = $"移到第 {world.Positions[4]} 条刚记录时" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(url => url.Contains($"knownAt={world.Positions[4]}", StringComparison.Ordinal));
        (await window.TextsAsync(".lead b")).ShouldBe(["90%"]);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = $"第 {world.Positions[1]} 条：开工" }).FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(url => url.EndsWith($"#e{world.Positions[1]}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_long_history_it_draws_the_entries_around_what_is_known_and_says_so()
    {
        var (id, positions) = await PlaneWorld.LongAsync(host, 90);
        await using var window = await host.OpenAsync();
        await window.GoAsync($"/projects/{id}");
        (await RowsAsync(window)).ShouldBe(positions.TakeLast(60));
        (await window.TextsAsync("#plane ~ .note")).ShouldBe(["共 90 条，图中为第 31 至 90 条。"]);
        await window.GoAsync($"/projects/{id}?knownAt={positions[9]}");
        (await RowsAsync(window)).ShouldBe(positions.Take(60));
        (await window.Page.Locator(".plane .row.later").CountAsync()).ShouldBe(50);
        (await window.Page.Locator(".plane .cross.known").CountAsync()).ShouldBe(1);
    }

    // At the border of two regions either may be drawn over a part of a pixel: then both are answered.
    private static List<string?> StagesAt(JsonNode drawn, int offset, int row)
    {
        var (left, right, days) = (Number(drawn, "left"), Number(drawn, "right"), Number(drawn, "days"));
        double X(double day) => left + day * (right - left) / days;
        var y = Number(drawn, "top") + Number(drawn, "row") * (row + .5);
        List<string?> Hit(double x) =>
        [
            .. drawn["regions"]!.AsArray().Where(region => Value(region, "x") <= x && x < Value(region, "right") && Value(region, "y") < y && y < Value(region, "bottom"))
                .Select(region => region!["stage"]!.GetValue<string>()).DefaultIfEmpty(null),
        ];
        return [.. new[] { X(offset) - 1, X(offset + .5), X(offset + 1) + 1 }.SelectMany(Hit)];
    }

    private static async Task<IEnumerable<long>> RowsAsync(Window window) =>
        (await window.Page.GetAttributeAsync("svg.plane", "data-positions"))!.Split(',').Select(text => long.Parse(text, CultureInfo.InvariantCulture));

    private static double Value(JsonNode? node, string name) => node![name]!.GetValue<double>();

    private static int Number(JsonNode node, string name) => int.Parse(node[name]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<string>> Labels(Window window, string selector) =>
        [.. (await window.Page.Locator(selector).EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('aria-label').split('：')[0])"))];

    private static async Task<(float X, float Y)> ScreenAsync(Window window, string day, int row)
    {
        var point = await window.Page.EvaluateAsync<float[]>("""
            ([day, row]) => { const svg = document.querySelector('svg.plane'); const d = svg.dataset;
              const offset = (Date.parse(day) - Date.parse(d.first)) / 864e5 + .5;
              const point = new DOMPoint(Number(d.left) + offset * (d.right - d.left) / d.days, Number(d.top) + d.row * (row + .5)).matrixTransform(svg.getScreenCTM());
              return [point.x, point.y]; }
            """, new object[] { day, row });
        return (point[0], point[1]);
    }
}
