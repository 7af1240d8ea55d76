using System.Net;
using System.Net.Http.Json;
using Ledger.Domain.Accounts;
using Ledger.Server.Identity;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

public sealed class SessionTests(LenientHost lenient) : IClassFixture<LenientHost>
{
    private static readonly Grant Administrator = new(Role.Administrator, "*");
    private readonly IdentityHost host = lenient.Host;

    [Fact]
    public async Task A_stolen_cookie_without_its_form_token_changes_nothing()
    {
        using var victim = await host.SignInAsync(await host.AccountAsync(Administrator));
        using var thief = host.Program(null);
        thief.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={victim.Session!.Value}");
        foreach (var path in new[] { "/api/v1/accounts", "/api/v1/keys", "/sign-out" })
            await (await thief.SendAsync(path, new { name = "mallory" })).ShouldBeAsync(HttpStatusCode.BadRequest, "antiforgery");

        // A token of the thief's own, made for nobody, is not the victim's.
        using var nobody = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/accounts") { Content = JsonContent.Create(new { name = "mallory" }) };
        request.Headers.Add(AntiforgeryGate.Header, await nobody.TokenAsync());
        request.Headers.Add("Cookie", $"{nobody.CookieHeader}; {SessionCookie.Name}={victim.Session.Value}");
        await (await thief.SendAsync(request)).ShouldBeAsync(HttpStatusCode.BadRequest, "antiforgery");
        (await host.EntriesAsync("account-mallory")).ShouldBeEmpty();
    }

    /// <summary>What holds a form's token is nobody's to keep, and is so without a complaint in the log at every request.</summary>
    [Fact]
    public async Task A_page_with_a_form_is_kept_by_nobody_and_logs_nothing_about_it()
    {
        using var browser = await host.SignInAsync(await host.AccountAsync(Administrator));
        using var nobody = host.Browse();
        foreach (var (client, path) in new[] { (browser.Client, "/"), (browser.Client, "/account"), (browser.Client, "/nowhere"), (nobody.Client, "/sign-in") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept", "text/html");
            using var answer = await client.SendAsync(request);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("__token");
            (answer.Headers.CacheControl!.NoStore, answer.Headers.CacheControl.Public).ShouldBe((true, false), path);
        }

        host.Logs.ShouldNotBeEmpty();
        host.Logs.Where(line => line.Contains("Cache-Control", StringComparison.Ordinal) && line.Contains("overridden", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_of_this_site_changes_something_with_its_token()
    {
        using var browser = await host.SignInAsync(await host.AccountAsync(Administrator));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/accounts") { Content = JsonContent.Create(new { name = "li.si" }) };
        request.Headers.Add(AntiforgeryGate.Header, await browser.TokenAsync());
        await (await browser.Client.SendAsync(request)).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_disabled_accounts_live_session_ends_and_stays_ended()
    {
        var name = await host.AccountAsync();
        using var browser = await host.SignInAsync(name);
        await (await browser.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.OK);
        await ChangeAsync(name, today => new AccountEvent.AccountDisabled { Effective = today });
        await (await browser.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await ChangeAsync(name, today => new AccountEvent.AccountEnabled { Effective = today });
        await (await browser.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using var again = await host.SignInAsync(name);
    }

    [Fact]
    public async Task A_changed_password_ends_sessions_and_the_old_one_opens_nothing()
    {
        var name = await host.AccountAsync();
        using var browser = await host.SignInAsync(name);
        (await host.Services.GetRequired<AccountManager>().SetPasswordAsync(name, "another long password", "test", default)).ShouldBeNull();
        await (await browser.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.Unauthorized);
        using var other = host.Browse();
        (await other.SignInAsync(name, IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await other.SignInAsync(name, "another long password")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_role_that_is_revoked_is_gone_from_a_live_session()
    {
        var name = await host.AccountAsync(Administrator, new Grant(Role.Recorder, "巫溪县"));
        await host.AccountAsync(Administrator);
        using var browser = await host.SignInAsync(name);
        await (await browser.Client.AskAsync("/api/v1/accounts")).ShouldBeAsync(HttpStatusCode.OK);
        await ChangeAsync(name, today => new AccountEvent.RoleRevoked { Grant = Administrator, Effective = today });
        await (await browser.Client.AskAsync("/api/v1/accounts")).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Eight_hours_without_a_request_end_a_session()
    {
        await using var own = await IdentityHost.StartAsync();
        using var browser = await own.SignInAsync(await own.AccountAsync());
        for (var i = 0; i < 3; i++)
        {
            own.Clock.Advance(TimeSpan.FromHours(5));
            await (await browser.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.OK);
        }

        own.Clock.Advance(TimeSpan.FromHours(8.1));
        await (await browser.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_server_of_the_ledger_knows_the_session_and_the_form()
    {
        var name = await host.AccountAsync(Administrator);
        using var browser = await host.SignInAsync(name);
        await using var second = await host.StartSecondAsync();
        using var there = new Browser(new Uri(second.Urls.Single()));
        foreach (Cookie cookie in browser.Cookies.GetCookies(browser.Client.BaseAddress!)) there.Cookies.Add(there.Client.BaseAddress!, new Cookie(cookie.Name, cookie.Value));
        (await (await there.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.OK))["actor"]!.GetValue<string>().ShouldBe($"user:{name}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = JsonContent.Create(new { name = "x" }) };
        request.Headers.Add(AntiforgeryGate.Header, await browser.TokenAsync());
        await (await there.Client.SendAsync(request)).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Signing_out_takes_the_token_and_forgets_the_session()
    {
        using var browser = await host.SignInAsync(await host.AccountAsync());
        await (await browser.PostAsync("/sign-out", null, [])).ShouldBeAsync(HttpStatusCode.BadRequest, "antiforgery");
        (await browser.PostAsync("/sign-out", await browser.TokenAsync(), [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        browser.Session.ShouldBeNull();
        await (await browser.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_garbled_cookie_is_told_on_a_page_once_and_refused_by_the_api()
    {
        using var browser = host.Browse();
        browser.Cookies.Add(host.Address, new Cookie(SessionCookie.Name, "garbled"));
        await (await browser.Client.AskAsync("/api/v1/projects")).ShouldBeAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using var page = await browser.Client.AskAsync("/?asOf=2022-12-31");
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2F%3FasOf%3D2022-12-31&over=1");
        browser.Session.ShouldBeNull();
        (await browser.Client.AskAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ChangeAsync(string name, Func<Domain.Time.EffectiveDate, AccountEvent> fact) =>
        (await host.Services.GetRequired<AccountManager>().ChangeAsync(name, fact, "test", default)).ShouldBeNull();
}
