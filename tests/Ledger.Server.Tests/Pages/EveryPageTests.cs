using Ledger.Server.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>What holds for every page, in a real browser.</summary>
[Collection(EveryPageGroup.Name)]
public sealed class EveryPageTests(BrowserHost host)
{
    private static readonly BrowserNewContextOptions Plain = new();
    private static readonly BrowserNewContextOptions DarkAndNarrow = new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 360, Height = 780 } };
    private static readonly BrowserNewContextOptions Scriptless = new() { JavaScriptEnabled = false };

    public static TheoryData<string> Paths => [.. PageAddresses.All.Select(page => page.Path)];

    [Fact]
    public void Every_page_is_looked_at()
    {
        var patterns = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageMarker>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!).ToList();
        patterns.ShouldNotBeEmpty();
        patterns.Except(PageAddresses.All.Select(page => page.Pattern)).ShouldBeEmpty("add them to PageAddresses");
    }

    [Fact]
    public async Task What_stands_in_somebodys_way_is_found()
    {
        var window = await host.KeepAsync(null, Plain);
        await window.GoAsync("/");
        await window.Page.EvaluateAsync("document.querySelector('main').append(document.createElement('button'))");
        (await window.BarriersAsync()).ShouldHaveSingleItem().ShouldStartWith("button-name");
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task It_is_in_Chinese_now_and_in_English_on_a_past_date(string path)
    {
        var page = Page(path);
        var window = await host.KeepAsync(page.Role, Plain);
        await window.GoAsync(path);
        (await window.Page.GetAttributeAsync("html", "lang")).ShouldBe("zh-Hans");
        (await window.TextsAsync("h1"))[0].ShouldContain(page.Heading);
        await LooksRightAsync(window);

        await window.GoAsync(With(path, page.Timed ? "lang=en&asOf=2023-12-31" : "lang=en"));
        (await window.Page.GetAttributeAsync("html", "lang")).ShouldBe("en");
        (await window.TextsAsync("header.site a, footer.site a, button")).ShouldAllBe(text => text.All(letter => letter < '\u3000') || text == "中文");
        await LooksRightAsync(window);
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task It_can_be_read_in_the_dark_and_on_a_phone(string path)
    {
        var window = await host.KeepAsync(Page(path).Role, DarkAndNarrow);
        await window.GoAsync(path);
        var width = await window.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth");
        width.ShouldBeLessThanOrEqualTo(360, "the page scrolls sideways");
        await LooksRightAsync(window);
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task It_is_whole_without_script(string path)
    {
        var with = await host.KeepAsync(Page(path).Role, Plain);
        await with.GoAsync(path);
        var without = await host.KeepAsync(Page(path).Role, Scriptless);
        await without.GoAsync(path);

        (await without.TextsAsync("h1, h2, th")).ShouldBe(await with.TextsAsync("h1, h2, th"));
        (await without.Page.Locator("main a, main form").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task It_can_be_walked_by_keyboard(string path)
    {
        var window = await host.KeepAsync(Page(path).Role, Plain);
        await window.GoAsync(path);
        await window.Page.Keyboard.PressAsync("Tab");
        (await window.Page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("skip");
        await window.Page.Keyboard.PressAsync("Enter");
        (await window.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
        await window.Page.Keyboard.PressAsync("Tab");
        (await window.Page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement) && getComputedStyle(document.activeElement).outlineStyle !== 'none'"))
            .ShouldBeTrue("what has the focus shows it");
    }

    private static PageAddress Page(string path) => PageAddresses.All.Single(page => page.Path == path);

    private static string With(string path, string query) => path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;

    private static async Task LooksRightAsync(Window window)
    {
        (await window.BarriersAsync()).ShouldBeEmpty();
        window.Complaints.ShouldBeEmpty();
    }
}
