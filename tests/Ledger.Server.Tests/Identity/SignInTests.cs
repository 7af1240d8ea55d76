using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Server.Identity;
using Ledger.Server.Tests.Commands;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

public sealed class SignInTests(LenientHost lenient) : IClassFixture<LenientHost>
{
    private readonly IdentityHost host = lenient.Host;

    [Fact]
    public async Task Who_signs_in_is_known_and_goes_where_they_wanted()
    {
        var name = await host.AccountAsync(new Grant(Role.Recorder, "巫溪县"));
        using var browser = host.Browse();
        using var answer = await browser.SignInAsync(name, IdentityHost.Password, "/?asOf=2022-12-31");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/?asOf=2022-12-31");
        var caller = await (await browser.Client.AskAsync("/api/v1/caller")).ShouldBeAsync(HttpStatusCode.OK);
        caller["actor"]!.GetValue<string>().ShouldBe($"user:{name}");
        caller["owner"]!.GetValue<string>().ShouldBe($"user:{name}");
        caller["grants"]!.ToJsonString().ShouldBe("""[{"role":"recorder","region":"\u5DEB\u6EAA\u53BF"}]""");
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_and_no_script()
    {
        using var browser = host.Browse();
        using var answer = await browser.SignInAsync(await host.AccountAsync(), IdentityHost.Password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("ledger-session=", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires=");
        cookie.ShouldNotContain("secure"); // http on the machine itself; over https it is
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Nobody_is_led_to_another_site(string returnUrl)
    {
        using var browser = host.Browse();
        using var answer = await browser.SignInAsync(await host.AccountAsync(), IdentityHost.Password, returnUrl);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        var name = await host.AccountAsync();
        var disabled = await host.AccountAsync();
        (await host.Services.GetRequired<AccountManager>().ChangeAsync(disabled, today => new AccountEvent.AccountDisabled { Effective = today }, "test", default)).ShouldBeNull();
        var pages = new List<string>();
        foreach (var (user, password) in new[] { (name, "wrong password!"), ("nobody-of-that-name", IdentityHost.Password), (disabled, IdentityHost.Password), ("NOT A NAME", "x"), (name, new string('x', 5000)) })
        {
            using var browser = host.Browse();
            using var answer = await browser.SignInAsync(user, password);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            browser.Session.ShouldBeNull();
            pages.Add(System.Text.RegularExpressions.Regex.Replace(await answer.Content.ReadAsStringAsync(), "value=\"[^\"]*\"", "value"));
        }

        pages.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_fifth_wrong_password_locks_for_fifteen_minutes_on_every_server_and_is_an_entry()
    {
        var name = await host.AccountAsync();
        for (var i = 0; i < 5; i++) await WrongAsync(host.Address, name);
        await using var second = await host.StartSecondAsync();
        foreach (var address in new[] { host.Address, new Uri(second.Urls.Single()) })
        {
            using var browser = new Browser(address);
            (await browser.SignInAsync(name, IdentityHost.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var locked = (await host.EntriesAsync($"account-{name}"))[^1];
        locked.Actor.ShouldBe("system:identity");
        locked.Event.ShouldBeOfType<AccountEvent.AccountLocked>().Minutes.ShouldBe(15);
        await host.ExecuteAsync($"update ledger.ledger_lockouts set locked_until = now() - interval '1 second' where account = '{name}'");
        using var later = await host.SignInAsync(name);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones()
    {
        var name = await host.AccountAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++) await WrongAsync(host.Address, name);
            using var browser = await host.SignInAsync(name);
        }
    }

    [Fact]
    public async Task Many_guesses_at_once_lock_once_and_none_gets_in()
    {
        var name = await host.AccountAsync();
        var signIn = host.Services.GetRequired<SignIn>();
        var right = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => signIn.TryAsync(name, i < 25 ? $"wrong password {i}" : "wrong as well", default)));
        right.ShouldAllBe(account => account == null);
        (await signIn.TryAsync(name, IdentityHost.Password, default)).ShouldBeNull();
        (await host.EntriesAsync($"account-{name}")).Count(entry => entry.Event is AccountEvent.AccountLocked).ShouldBe(1);
    }

    [Fact]
    public async Task The_command_line_unlocks_by_a_new_password()
    {
        var name = await host.AccountAsync();
        for (var i = 0; i < 5; i++) await WrongAsync(host.Address, name);
        var run = (await CommandRun.OnAsync(host.Database, "users", "password", name, "--json")).ShouldEndWith(0);
        using var browser = host.Browse();
        (await browser.SignInAsync(name, run.Json.GetProperty("password").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Signing_in_takes_the_token_of_the_form()
    {
        var name = await host.AccountAsync();
        using var browser = host.Browse();
        foreach (var token in new[] { null, "forged" })
        {
            using var answer = await browser.PostAsync("/sign-in", token, new() { ["name"] = name, ["password"] = IdentityHost.Password });
            await answer.ShouldBeAsync(HttpStatusCode.BadRequest, "antiforgery");
        }

        // A token of another browser's is none.
        using var other = host.Browse();
        using var stolen = await browser.PostAsync("/sign-in", await other.TokenAsync(), new() { ["name"] = name, ["password"] = IdentityHost.Password });
        await stolen.ShouldBeAsync(HttpStatusCode.BadRequest, "antiforgery");
        browser.Session.ShouldBeNull();
    }

    [Fact]
    public async Task Without_https_a_password_is_taken_on_the_machine_itself_only()
    {
        using var browser = host.Browse();
        var token = await browser.TokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in");
        request.Headers.Host = "ledger.example";
        request.Headers.Add("Cookie", browser.CookieHeader);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "x", ["password"] = "y", [AntiforgeryGate.Field] = token });
        using var answer = await browser.Client.SendAsync(request);
        await answer.ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_page_speaks_chinese_first_and_escapes_what_it_repeats()
    {
        using var browser = host.Browse();
        using var answer = await browser.SignInAsync("\"><script>alert(1)</script>", "x");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldNotContain("<script");
        page.ShouldContain("用户名或密码不正确");
        (await browser.Client.GetStringAsync(new Uri("/sign-in?lang=en", UriKind.Relative))).ShouldContain("Sign in");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private static async Task WrongAsync(Uri address, string name)
    {
        using var browser = new Browser(address);
        (await browser.SignInAsync(name, "not the password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}

/// <summary>A host on which tests may sign in as often as they need.</summary>
public sealed class LenientHost : IAsyncLifetime
{
    internal IdentityHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await IdentityHost.StartAsync("Identity:Limits:SignInsPerMinute=100000");

    public Task DisposeAsync() => Host.DisposeAsync();
}
