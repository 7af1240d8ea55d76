using System.Net;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Shouldly;

namespace Ledger.Server.Tests.Pages;

/// <summary>A browser window that remembers what went wrong in it: errors on its console, and requests to other hosts.</summary>
internal sealed class Window : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private readonly List<string> _complaints = [];

    private Window(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Window> OpenAsync(IBrowserContext context, Uri address)
    {
        // On a busy machine a page takes its time; what never comes is still told.
        context.SetDefaultTimeout(90_000);
        var window = new Window(await context.NewPageAsync());
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") window._complaints.Add($"console {message.Type}: {message.Text}");
        };
        window.Page.PageError += (_, error) => window._complaints.Add($"script: {error}");
        window.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal) && new Uri(request.Url).Authority != address.Authority) window._complaints.Add($"request to {request.Url}");
        };
        return window;
    }

    /// <summary>Begins anew: what went wrong before is told no more.</summary>
    public void ForgetComplaints() => _complaints.Clear();

    /// <summary>Goes to an address, and expects a status.</summary>
    public async Task GoAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        var response = await Page.GotoAsync(path);
        ((HttpStatusCode)response!.Status).ShouldBe(status, path);
        // What a page of an error logs is the error.
        if (status != HttpStatusCode.OK) _complaints.RemoveAll(complaint => complaint.Contains("Failed to load resource", StringComparison.Ordinal));
    }

    /// <summary>Does what leads to another page, and waits until that is there; with or without script.</summary>
    public async Task FollowAsync(Func<Task> act)
    {
        var there = new TaskCompletionSource();
        void Note(object? sender, IFrame frame)
        {
            if (frame == Page.MainFrame) there.TrySetResult();
        }

        Page.FrameNavigated += Note;
        await act();
        await there.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Page.FrameNavigated -= Note;
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>Clicks what leads to another page.</summary>
    public Task FollowAsync(string selector) => FollowAsync(() => Page.Locator(selector).First.ClickAsync());

    /// <summary>The text of all that fits a selector, in order.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string selector) =>
        [.. (await Page.Locator(selector).AllInnerTextsAsync()).Select(text => text.Trim())];

    /// <summary>What axe finds against WCAG 2.2 AA that is serious or critical, one line each.</summary>
    /// <remarks>In the page itself: axe's own binding opens a page more to gather the findings of frames, of which there are none.</remarks>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>("""
            async tags => (await axe.run({ runOnly: tags, resultTypes: ['violations'] })).violations
                .filter(found => found.impact === 'serious' || found.impact === 'critical')
                .flatMap(found => found.nodes.slice(0, 3).map(node => `${found.id}: ${node.html.slice(0, 200)}`))
            """, Rules);
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
