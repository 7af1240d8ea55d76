using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Postgres.EventStore;
using Ledger.Server.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>Accounts and keys by their pages, in a real browser.</summary>
[Collection(BrowserGroup.Name)]
public sealed class AccountPagesTests(BrowserHost host)
{
    [Fact]
    public async Task An_account_is_made_and_signs_in_and_changes_its_password_and_is_disabled()
    {
        await using var admin = await host.OpenAsync(Role.Administrator);
        await admin.GoAsync("/accounts");
        await admin.Page.FillAsync("[name=name]", "pages.wang");
        await admin.Page.FillAsync("[name=display]", "王五");
        await admin.Page.SelectOptionAsync("[name=role]", "recorder");
        await admin.Page.FillAsync("[name=region]", "巫溪县");
        await admin.Page.ClickAsync("form.sheet button");
        var password = (await admin.TextsAsync(".secret")).ShouldHaveSingleItem();
        password.ShouldMatch("^[a-z0-9]{4}(-[a-z0-9]{4}){4}$");
        admin.Page.Url.ShouldEndWith("/accounts");

        await admin.Page.ClickAsync("article a[role=button]");
        admin.Page.Url.ShouldEndWith("/accounts/pages.wang");
        (await admin.Page.ContentAsync()).ShouldNotContain(password);
        (await admin.TextsAsync("#history ~ .scroll tbody td:nth-child(3)")).ShouldBe(["授予角色 · 填报 · 巫溪县", "密码更改", "账号建立"]);

        // In a window of its own.
        await using var wang = await host.OpenAsync();
        await SignInAsync(wang, "pages.wang", password);
        await wang.Page.ClickAsync("a.actor");
        (await wang.TextsAsync("main dd")).ShouldContain("填报 · 巫溪县");
        await using var elsewhere = await CopyAsync(wang);
        await elsewhere.GoAsync("/account");
        await ChangePasswordAsync(wang, password, "a quite new password");
        (await wang.TextsAsync("[role=status]")).ShouldHaveSingleItem().ShouldContain("密码已更改");
        await elsewhere.GoAsync("/account");
        new Uri(elsewhere.Page.Url).AbsolutePath.ShouldBe("/sign-in", "the copy of the session is over");

        await admin.Page.ClickAsync("button:has-text('停用账号')");
        (await admin.TextsAsync(".lead .mark")).ShouldBe(["已停用"]);
        await wang.GoAsync("/account");
        new Uri(wang.Page.Url).AbsolutePath.ShouldBe("/sign-in", "a disabled account is signed out");
        await admin.Page.ClickAsync("button:has-text('启用账号')");
        (await admin.TextsAsync(".lead .mark")).ShouldBe(["在用"]);
        (await AllKeptAsync()).ShouldNotContain(password);
        admin.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Roles_come_and_go_and_refusals_stand_beside_their_field()
    {
        var name = await MakeAsync("pages.roles");
        await using var admin = await host.OpenAsync(Role.Administrator);
        await admin.GoAsync($"/accounts/{name}");
        await admin.Page.SelectOptionAsync("[name=role]", "supervisor");
        await admin.Page.FillAsync("[name=region]", "巫溪县");
        await admin.Page.ClickAsync("form.sheet button");
        (await admin.TextsAsync("label:has([name=region]) [role=alert]")).ShouldHaveSingleItem().ShouldContain("不分区县");
        (await admin.Page.InputValueAsync("[name=region]")).ShouldBe("巫溪县", "what was written is still there");
        (await admin.BarriersAsync()).ShouldBeEmpty();

        // The language can be changed where a form was refused.
        await admin.Page.ClickAsync(".who a[hreflang=en]");
        await admin.Page.SelectOptionAsync("[name=role]", "reviewer");
        (await admin.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#regions option')].map(o => o.value)")).ShouldContain("綦江区");
        await admin.Page.FillAsync("[name=region]", "綦江区");
        await admin.Page.ClickAsync("form.sheet button");
        (await admin.TextsAsync("ul.rows li > span")).ShouldBe(["reviewer · 綦江区"]);
        await admin.Page.ClickAsync("ul.rows button");
        (await admin.TextsAsync("ul.rows li")).ShouldBeEmpty();

        await admin.GoAsync("/accounts");
        await admin.Page.FillAsync("[name=name]", name);
        await admin.Page.ClickAsync("form.sheet button");
        (await admin.TextsAsync("label:has([name=name]) [role=alert]")).ShouldHaveSingleItem().ShouldContain("There is an account of that name already");
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_a_stolen_copy_of_the_session()
    {
        var name = await MakeAsync("pages.out");
        await using var own = await host.OpenAsync();
        await host.SignInAsync(own.Page.Context, name);
        await own.GoAsync("/account");
        await using var thief = await CopyAsync(own);
        await thief.GoAsync("/keys");
        new Uri(thief.Page.Url).AbsolutePath.ShouldBe("/keys");
        await own.Page.ClickAsync("button:has-text('全部退出')");
        new Uri(own.Page.Url).AbsolutePath.ShouldBe("/");
        (await own.Page.Locator("a.actor").CountAsync()).ShouldBe(0);
        await thief.GoAsync("/keys");
        new Uri(thief.Page.Url).AbsolutePath.ShouldBe("/sign-in");
        (await host.Services.GetRequiredService<EventStore>().ReadStreamAsync($"account-{name}"))[^1].Type.ShouldBe("sessions_ended");
    }

    [Fact]
    public async Task A_key_is_shown_once_and_does_what_it_may_until_it_is_revoked()
    {
        var name = await MakeAsync("pages.keys", new Grant(Role.Recorder, "巫溪县"), new Grant(Role.Reviewer, "綦江区"));
        await using var own = await host.OpenAsync();
        await host.SignInAsync(own.Page.Context, name);
        await own.GoAsync("/keys");
        await own.Page.FillAsync("[name=name]", "月报导入");
        await own.Page.FillAsync("[name=days]", "30");
        await own.Page.UncheckAsync("input[value='reviewer@綦江区']");
        await own.Page.ClickAsync("form.sheet button");
        var key = (await own.TextsAsync(".secret")).ShouldHaveSingleItem();
        own.Page.Url.ShouldEndWith("/keys");
        using var program = new HttpClient { BaseAddress = host.Address, DefaultRequestHeaders = { { "Authorization", $"Bearer {key}" } } };
        (await program.GetStringAsync(new Uri("/api/v1/caller", UriKind.Relative))).ShouldContain("""
            "grants":[{"role":"recorder","region":"巫溪县"}]
            """.Trim());

        await own.Page.ClickAsync("article a[role=button]");
        (await own.Page.ContentAsync()).ShouldNotContain(key.Split('_', 3)[2]);
        (await own.TextsAsync("tbody td")).ShouldContain("月报导入");
        await own.Page.ClickAsync("tbody button");
        (await own.TextsAsync("tbody .mark")).ShouldBe(["已吊销"]);
        (await program.GetAsync(new Uri("/api/v1/caller", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await AllKeptAsync()).ShouldNotContain(key.Split('_', 3)[2]);
    }

    [Fact]
    public async Task A_wrong_present_password_is_told_beside_it_and_changes_nothing()
    {
        var name = await MakeAsync("pages.wrong");
        await using var own = await host.OpenAsync();
        await host.SignInAsync(own.Page.Context, name);
        await own.GoAsync("/account");
        await ChangePasswordAsync(own, "not the password", "a quite new password");
        (await own.TextsAsync("label:has([name=current]) [role=alert]")).ShouldHaveSingleItem().ShouldContain("当前密码不正确");
        await ChangePasswordAsync(own, BrowserHost.Password, "short");
        (await own.TextsAsync("label:has([name=password]) [role=alert]")).ShouldHaveSingleItem().ShouldContain("12 至 128");
        (await host.Services.GetRequiredService<EventStore>().ReadStreamAsync($"account-{name}")).Count(entry => entry.Type == "password_changed").ShouldBe(1);
        (await host.Services.GetRequiredService<SignIn>().TryAsync(name, BrowserHost.Password, default)).ShouldNotBeNull();
    }

    private static async Task ChangePasswordAsync(Window window, string current, string wished)
    {
        await window.Page.FillAsync("[name=current]", current);
        await window.Page.FillAsync("[name=password]", wished);
        await window.Page.FillAsync("[name=repeat]", wished);
        await window.Page.ClickAsync("form.sheet button");
    }

    private static async Task SignInAsync(Window window, string name, string password)
    {
        await window.GoAsync("/sign-in");
        await window.Page.FillAsync("[name=name]", name);
        await window.Page.FillAsync("[name=password]", password);
        await window.Page.ClickAsync("article button");
        (await window.TextsAsync("a.actor")).ShouldBe([$"user:{name}"]);
    }

    // Somebody else's browser with the same cookies.
    private async Task<Window> CopyAsync(Window window)
    {
        var copy = await host.OpenAsync();
        await copy.Page.Context.AddCookiesAsync((await window.Page.Context.CookiesAsync()).Where(cookie => cookie.Name == SessionCookie.Name)
            .Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = host.Address.ToString() }));
        return copy;
    }

    private async Task<string> MakeAsync(string name, params Grant[] grants)
    {
        (await host.Services.GetRequiredService<AccountManager>().CreateAsync(name, null, grants, BrowserHost.Password, "test", default)).ShouldBeNull();
        return name;
    }

    // All that the ledger and its tables of secrets hold.
    private async Task<string> AllKeptAsync()
    {
        var kept = "";
        foreach (var table in (string[])["mt_events", "ledger_credentials", "ledger_key_secrets", "ledger_idempotency"])
        {
            await using var command = host.Services.GetRequiredService<Postgres.LedgerDatabase>().Owner.CreateCommand($"select coalesce(string_agg(t::text, ' '), '') from ledger.{table} t");
            kept += (string)(await command.ExecuteScalarAsync())!;
        }

        return kept;
    }
}
