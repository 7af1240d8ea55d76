using Ledger.Domain.Accounts;
using Ledger.Server.Hosting;
using Ledger.Server.Identity;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.Commands;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>A server with the five published plans, and a real browser. One for all page tests: whoever records, records in a plan of its own.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    internal const string Password = "a long enough password";

    private readonly ImportedLedger _ledger = new();
    private readonly Dictionary<string, string> _sessions = [];
    private readonly Dictionary<(Role?, BrowserNewContextOptions), Window> _kept = [];
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal IServiceProvider Services => _app!.Services;

    internal Uri Address => new(_app!.Urls.Single());

    public async Task InitializeAsync()
    {
        await _ledger.InitializeAsync();
        _app = ApiHost.Build(_ledger.Database.ConnectionString, "Webhooks:AllowedPrivateHosts:0=127.0.0.1", "Identity:Limits:SignInsPerMinute=1000");
        await Services.PrepareAsync(default);
        await SubscriptionWorld.RecordAsync(Services);
        Services.GetRequiredService<StartupState>().Enter(StartupPhase.Ready);
        await _app.StartAsync();
        await Services.GetRequiredService<WebhookDeliverer>().StartAsync(default);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Services.GetRequiredService<WebhookDeliverer>().StopAsync(default);
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _ledger.DisposeAsync();
    }

    /// <summary>Opens a window.</summary>
    /// <param name="role">In which role its user is signed in, everywhere; null for somebody who is not.</param>
    /// <param name="options">What the window is like.</param>
    /// <param name="region">Of which region alone, instead.</param>
    internal async Task<Window> OpenAsync(Role? role = null, BrowserNewContextOptions? options = null, string region = "*")
    {
        options ??= new();
        options.BaseURL = Address.ToString();
        options.Locale ??= "zh-CN";
        var context = await _browser!.NewContextAsync(options);
        if (role is { } some) await SignInAsync(context, some, region);
        return await Window.OpenAsync(context, Address);
    }

    /// <summary>A window that stays open for the next who only looks: opening one takes longer than looking at most pages.</summary>
    /// <param name="role">In which role its user is signed in, everywhere; null for somebody who is not.</param>
    /// <param name="options">What the window is like: the same object for the same window.</param>
    internal async Task<Window> KeepAsync(Role? role, BrowserNewContextOptions options)
    {
        if (!_kept.TryGetValue((role, options), out var window)) return _kept[(role, options)] = await OpenAsync(role, options);
        window.ForgetComplaints();
        // The language that the last one chose, and whatever else is remembered of a visitor.
        await window.Page.Context.ClearCookiesAsync();
        if (role is { } some) await SignInAsync(window.Page.Context, some, "*");
        return window;
    }

    /// <summary>Signs a window's user in by the form, with <see cref="Password"/>.</summary>
    internal async Task SignInAsync(IBrowserContext context, string name)
    {
        using var browser = new Identity.Browser(Address);
        using var answer = await browser.SignInAsync(name, Password);
        await TakeSessionAsync(context, browser.Session?.Value ?? throw new InvalidOperationException($"Signing in failed: {answer.StatusCode}"));
    }

    private Task TakeSessionAsync(IBrowserContext context, string session) =>
        context.AddCookiesAsync([new() { Name = SessionCookie.Name, Value = session, Url = Address.ToString() }]);

    // Signing in takes its time on purpose: each role signs in once.
    private async Task SignInAsync(IBrowserContext context, Role role, string region)
    {
        var name = $"tester.{role.ToString().ToLowerInvariant()}{(region == "*" ? "" : ".foreign")}";
        if (!_sessions.TryGetValue(name, out var session))
        {
            await Services.GetRequiredService<AccountManager>().CreateAsync(name, null, [new Grant(role, region)], Password, "test", default);
            using var browser = new Identity.Browser(Address);
            using var answer = await browser.SignInAsync(name, Password);
            _sessions[name] = session = browser.Session?.Value ?? throw new InvalidOperationException($"Signing in failed: {answer.StatusCode}");
        }

        await TakeSessionAsync(context, session);
    }

    private static string Chromium() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in new[] { "chromium", "chromium-browser", "google-chrome" }
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium was found: run 'bash tests/run.sh', which installs one.");
}

/// <summary>The tests that share one <see cref="BrowserHost"/>.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserGroup : ICollectionFixture<BrowserHost>
{
    public const string Name = "Browser";
}

/// <summary>The tests that look at every page: as many as all others in a browser, beside which they run with a host of their own.</summary>
[CollectionDefinition(Name)]
public sealed class EveryPageGroup : ICollectionFixture<BrowserHost>
{
    public const string Name = "Every page";
}
