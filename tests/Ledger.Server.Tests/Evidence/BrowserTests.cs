using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Server.Tests.Identity;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Evidence;

/// <summary>Forms of people who signed in with a browser, which sends its cookie for whatever site makes it.</summary>
public sealed class BrowserTests(IdentityHost host) : IClassFixture<IdentityHost>
{
    [Fact]
    public async Task A_form_with_files_needs_its_token_before_the_first_file()
    {
        var address = new Uri($"/api/v1/entries/{await GuideTests.World.PlannedAtAsync(host)}/evidence/files", UriKind.Relative);
        using var browser = await host.SignInAsync(await host.AccountAsync(new Grant(Role.Recorder, "巫溪县")));
        var token = System.Text.Encoding.UTF8.GetBytes(await browser.TokenAsync());
        (string, string?, byte[]) file = ("file", "照片.png", Contents.Png(seed: 80));
        foreach (var form in new[] { FormTests.Form(file), FormTests.Form(("__token", null, "forged"u8.ToArray()), file), FormTests.Form(file, ("__token", null, token)) })
            await (await browser.Client.PostAsync(address, form)).ShouldBeAsync(HttpStatusCode.BadRequest, "antiforgery");
        (await CountAsync()).ShouldBe(0);
        await (await browser.Client.PostAsync(address, FormTests.Form(("__token", null, token), file))).ShouldBeAsync(HttpStatusCode.Created);
        using var anonymous = host.Browse();
        (await anonymous.Client.PostAsync(address, FormTests.Form(file))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_script_sends_the_token_in_the_header_and_without_it_nothing_is_taken()
    {
        using var browser = await host.SignInAsync(await host.AccountAsync(new Grant(Role.Recorder, "巫溪县")));
        var upload = new Uri("/api/v1/evidence", UriKind.Relative);
        await (await browser.Client.PostAsync(upload, new ByteArrayContent(Contents.Jpeg))).ShouldBeAsync(HttpStatusCode.BadRequest, "antiforgery");
        browser.Client.DefaultRequestHeaders.Add("X-Ledger-Token", await browser.TokenAsync());
        await (await browser.Client.PostAsync(upload, new ByteArrayContent(Contents.Jpeg))).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task One_setting_opens_the_files_and_another_closes_everything()
    {
        foreach (var (setting, entry, file) in new[] { ("Evidence:PublicRead=true", HttpStatusCode.NotFound, HttpStatusCode.NotFound), ("Identity:PublicRead=false", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized) })
        {
            await using var other = await IdentityHost.StartAsync(setting);
            using var nobody = other.Program(null);
            (await nobody.AskAsync("/api/v1/evidence/1")).StatusCode.ShouldBe(file, setting);
            (await nobody.AskAsync("/api/v1/entries/1/evidence")).StatusCode.ShouldBe(entry, setting);
        }
    }

    private async Task<long> CountAsync()
    {
        await using var command = host.Database.Ledger.Owner.CreateCommand("select count(*) from ledger.ledger_evidence_chunks");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
