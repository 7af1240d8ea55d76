using System.Net;
using System.Net.Http.Json;
using System.Text;
using Ledger.Domain.Accounts;
using Ledger.Server.Identity;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

public sealed class AccountApiTests(LenientHost lenient) : IClassFixture<LenientHost>
{
    private static readonly Grant Administrator = new(Role.Administrator, "*");
    private readonly IdentityHost host = lenient.Host;

    [Fact]
    public async Task An_administrator_makes_an_account_whose_password_is_shown_once()
    {
        using var admin = await AdministratorAsync();
        var made = await (await admin.SendAsync("/api/v1/accounts", new { name = "wang.wu", displayName = "王五", grants = new[] { new { role = "recorder", region = "巫溪县" } } }))
            .ShouldBeAsync(HttpStatusCode.Created);
        using var browser = host.Browse();
        (await browser.SignInAsync("wang.wu", made["password"]!.GetValue<string>())).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var shown = await (await admin.AskAsync("/api/v1/accounts/wang.wu")).ShouldBeAsync(HttpStatusCode.OK);
        shown["password"].ShouldBeNull();
        (shown["displayName"]!.GetValue<string>(), shown["state"]!.GetValue<string>()).ShouldBe(("王五", "active"));
        var entries = await host.EntriesAsync("account-wang.wu");
        entries.Select(entry => entry.Event.GetType().Name).ShouldBe(["AccountCreated", "PasswordChanged", "RoleGranted"]);
        entries.Select(entry => entry.Actor).Distinct().Single().ShouldStartWith("key:k");
    }

    [Theory]
    [InlineData("""{"name":"Zhang"}""", 422, "account_name_invalid")]
    [InlineData("""{"name":"valid","grants":[{"role":"recorder"}]}""", 422, "region_invalid")]
    [InlineData("""{"name":"valid","grants":[{"role":"supervisor","region":"巫溪县"}]}""", 422, "region_invalid")]
    [InlineData("""{"name":"valid","grants":[{"role":"wizard"}]}""", 400, null)]
    [InlineData("""{"name":"valid","grants":[null]}""", 400, null)]
    [InlineData("""{"name":"valid","password":"short"}""", 400, null)]
    [InlineData("""{"name":"valid","password":"aaaaaaaaaaaaaa"}""", 400, null)]
    [InlineData("""{"name":"valid","password":"my valid password"}""", 400, null)]
    [InlineData("""{"name":"valid","admin":true}""", 400, null)]
    [InlineData("""{"name":"valid","name":"other"}""", 400, null)]
    [InlineData("""{}""", 400, null)]
    [InlineData("""null""", 400, null)]
    [InlineData("""[]""", 400, null)]
    [InlineData("", 400, null)]
    public async Task What_is_wrong_makes_no_account(string body, int status, string? code)
    {
        using var admin = await AdministratorAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var problem = await (await admin.PostAsync(new Uri("/api/v1/accounts", UriKind.Relative), content)).ShouldBeAsync((HttpStatusCode)status);
        if (code is not null) problem["code"]!.GetValue<string>().ShouldBe(code);
        problem.ToJsonString().ShouldNotContain("Ledger.Server");
        (await host.EntriesAsync("account-valid")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_refused()
    {
        using var admin = await AdministratorAsync();
        using var content = new StringContent("name=valid", Encoding.UTF8, "application/x-www-form-urlencoded");
        await (await admin.PostAsync(new Uri("/api/v1/accounts", UriKind.Relative), content)).ShouldBeAsync(HttpStatusCode.UnsupportedMediaType, "bad-request");
    }

    [Fact]
    public async Task Roles_come_and_go_and_accounts_are_disabled()
    {
        using var admin = await AdministratorAsync();
        var name = await host.AccountAsync();
        var grant = new { role = "reviewer", region = "綦江区" };
        (await (await admin.SendAsync($"/api/v1/accounts/{name}/grant", grant)).ShouldBeAsync(HttpStatusCode.OK))["grants"]!.AsArray().Count.ShouldBe(1);
        (await (await admin.SendAsync($"/api/v1/accounts/{name}/grant", grant)).ShouldBeAsync(HttpStatusCode.UnprocessableEntity, "refused"))["data"]!["region"]!.GetValue<string>().ShouldBe("綦江区");
        (await (await admin.SendAsync($"/api/v1/accounts/{name}/revoke", grant)).ShouldBeAsync(HttpStatusCode.OK))["grants"]!.AsArray().ShouldBeEmpty();
        (await (await admin.SendAsync($"/api/v1/accounts/{name}/disable", null)).ShouldBeAsync(HttpStatusCode.OK))["state"]!.GetValue<string>().ShouldBe("disabled");
        (await (await admin.SendAsync($"/api/v1/accounts/{name}/disable", null)).ShouldBeAsync(HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("account_disabled");
        (await (await admin.SendAsync($"/api/v1/accounts/{name}/enable", null)).ShouldBeAsync(HttpStatusCode.OK))["state"]!.GetValue<string>().ShouldBe("active");
        foreach (var verb in new[] { "disable", "enable", "grant", "revoke", "password" })
            await (await admin.SendAsync($"/api/v1/accounts/nobody/{verb}", verb is "grant" or "revoke" ? grant : new { })).ShouldBeAsync(HttpStatusCode.NotFound, "unknown-id");
    }

    [Fact]
    public async Task The_last_administrator_can_not_go()
    {
        await using var own = await IdentityHost.StartAsync();
        var name = await own.AccountAsync(Administrator);
        using var admin = own.Program($"Bearer {await own.KeyAsync(name)}");
        foreach (var verb in new[] { "disable", "revoke" })
            (await (await admin.SendAsync($"/api/v1/accounts/{name}/{verb}", new { role = "administrator" })).ShouldBeAsync(HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("last_administrator");
    }

    [Fact]
    public async Task Accounts_are_listed_in_parts()
    {
        using var admin = await AdministratorAsync();
        for (var i = 0; i < 3; i++) await host.AccountAsync();
        var (names, after) = (new List<string>(), "");
        do
        {
            var part = await (await admin.AskAsync($"/api/v1/accounts?limit=2{after}")).ShouldBeAsync(HttpStatusCode.OK);
            names.AddRange(part["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
            after = part["next"] is { } next ? $"&after={next.GetValue<string>()}" : "";
        }
        while (after.Length > 0);
        names.ShouldBe([.. names.Order(StringComparer.Ordinal)]);
        names.Distinct().Count().ShouldBe(names.Count);
        names.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task People_change_their_own_password_by_the_present_one_and_keys_do_not()
    {
        var name = await host.AccountAsync();
        using var browser = await host.SignInAsync(name);
        await (await AskAsync(browser, name, new { password = "another long password", current = "wrong" })).ShouldBeAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        await (await AskAsync(browser, await host.AccountAsync(), new { password = "another long password" })).ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await AskAsync(browser, name, new { password = "another long password", current = IdentityHost.Password })).ShouldBeAsync(HttpStatusCode.OK);
        using var program = host.Program($"Bearer {await host.KeyAsync(name)}");
        await (await program.SendAsync($"/api/v1/accounts/{name}/password", new { current = "another long password" })).ShouldBeAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task People_issue_keys_to_themselves_within_their_grants_and_revoke_their_own()
    {
        var name = await host.AccountAsync(new Grant(Role.Recorder, "巫溪县"));
        using var browser = await host.SignInAsync(name);
        (await (await PostAsync(browser, "/api/v1/keys", new { name = "x", grants = new[] { new { role = "recorder", region = "綦江区" } } })).ShouldBeAsync(HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("key_beyond_owner");
        (await (await PostAsync(browser, "/api/v1/keys", new { name = "x", grants = new[] { new { role = "recorder", region = "*" } } })).ShouldBeAsync(HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("key_beyond_owner");
        (await (await PostAsync(browser, "/api/v1/keys", new { name = "x", days = 400 })).ShouldBeAsync(HttpStatusCode.UnprocessableEntity))["code"]!.GetValue<string>().ShouldBe("key_expiry_out_of_range");
        var key = await (await PostAsync(browser, "/api/v1/keys", new { name = "导入" })).ShouldBeAsync(HttpStatusCode.Created);
        using var program = host.Program($"Bearer {key["key"]!.GetValue<string>()}");
        await (await program.SendAsync("/api/v1/keys", new { name = "child" })).ShouldBeAsync(HttpStatusCode.Forbidden);
        var listed = (await (await program.AskAsync("/api/v1/keys")).ShouldBeAsync(HttpStatusCode.OK))["items"]!.AsArray().ShouldHaveSingleItem()!;
        (listed["key"], listed["owner"]!.GetValue<string>()).ShouldBe((null, name));

        using var stranger = host.Program($"Bearer {await host.KeyAsync(await host.AccountAsync())}");
        await (await stranger.SendAsync($"/api/v1/keys/{key["id"]}/revoke", null)).ShouldBeAsync(HttpStatusCode.Forbidden);
        (await (await stranger.AskAsync("/api/v1/keys")).ShouldBeAsync(HttpStatusCode.OK))["items"]!.AsArray().Count.ShouldBe(1);
        await (await program.SendAsync($"/api/v1/keys/{key["id"]}/revoke", null)).ShouldBeAsync(HttpStatusCode.OK);
        await (await program.AskAsync("/api/v1/keys")).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpClient> AdministratorAsync() => host.Program($"Bearer {await host.KeyAsync(await host.AccountAsync(Administrator))}");

    private static Task<HttpResponseMessage> AskAsync(Browser browser, string name, object body) => PostAsync(browser, $"/api/v1/accounts/{name}/password", body);

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add(AntiforgeryGate.Header, await browser.TokenAsync());
        return await browser.Client.SendAsync(request);
    }
}
