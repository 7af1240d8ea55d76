using Ledger.Domain.Accounts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>What every page is on paper, for somebody whose screen is dark.</summary>
[Collection(BrowserGroup.Name)]
public sealed class PrintTests(BrowserHost host)
{
    // What A4 leaves between the margins of print.css and board.css, in pixels of CSS.
    private static readonly BrowserNewContextOptions Upright = Sheet(703);
    private static readonly BrowserNewContextOptions Across = Sheet(1032);

    public static TheoryData<string> Paths => [.. PageAddresses.All.Select(page => page.Path)];

    [Theory, MemberData(nameof(Paths))]
    public async Task It_is_light_and_whole_and_says_of_what_it_is_a_picture(string path)
    {
        var page = PageAddresses.All.Single(page => page.Path == path);
        var sheet = page.Pattern == "/plans/{code}" ? Across : Upright;
        var window = await host.KeepAsync(page.Role, sheet);
        await window.Page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = ColorScheme.Dark });
        await window.GoAsync(path);
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        (await window.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth")).ShouldBeLessThanOrEqualTo(sheet.ViewportSize!.Width, "something is cut");
        (await window.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).getPropertyValue('--pico-color')")).ShouldBe("#1f2328", "ink, not light on white");
        foreach (var way in new[] { "nav", "form", "button", "[role=button]", "footer.site" })
            (await window.Page.Locator(way).And(window.Page.Locator(":visible")).CountAsync()).ShouldBe(0, way);
        var said = (await window.TextsAsync(".printed")).Single();
        said.ShouldContain(Uri.EscapeDataString(path.Split('?')[0]).Replace("%2F", "/", StringComparison.Ordinal));
        if (page.Timed) said.ShouldMatch("业务日期：\\d{4}年\\d+月\\d+日；\\s*据第 \\d+ 条及以前的记录.*依据：按填报");
    }

    private static BrowserNewContextOptions Sheet(int width) => new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = width, Height = 1000 } };

    [Fact]
    public async Task The_board_prints_the_day_to_which_it_was_dragged()
    {
        await using var window = await host.OpenAsync();
        await window.GoAsync("/plans/wuxi-145?asOf=2022-12-31");
        await window.Page.ClickAsync(".days [data-day]:first-child");
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(window.Page.Locator(".printed")).ToContainTextAsync("2021年1月1日");
        await Assertions.Expect(window.Page.Locator(".printed")).ToContainTextAsync("asOf=2021-01-01");
    }
}
