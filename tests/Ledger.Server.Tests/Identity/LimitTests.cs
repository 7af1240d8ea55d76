using System.Net;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

public sealed class LimitTests
{
    [Fact]
    public async Task An_address_that_asks_too_much_waits_and_is_told_how_long()
    {
        await using var host = await IdentityHost.StartAsync("Identity:Limits:RequestsPerMinute=20");
        using var program = host.Program(null);
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++) answers.Add(await program.AskAsync("/api/v1/projects"));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBeInRange(20, 30);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        await refused.ShouldBeAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        (await program.AskAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_in_is_limited_far_more_strictly()
    {
        await using var host = await IdentityHost.StartAsync("Identity:Limits:SignInsPerMinute=3");
        for (var i = 0; i < 4; i++)
        {
            using var browser = host.Browse();
            using var answer = await browser.SignInAsync($"nobody{i}", "whatever it may be");
            answer.StatusCode.ShouldBe(i < 3 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests);
            if (i == 3) answer.Headers.RetryAfter.ShouldNotBeNull();
        }

        using var reader = host.Program(null);
        (await reader.AskAsync("/api/v1/projects")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Bodies_have_a_size()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browse();
        using var form = await browser.PostAsync("/sign-in", await browser.TokenAsync(), new() { ["name"] = new string('x', 100_000) });
        ((int)form.StatusCode).ShouldBeOneOf(400, 413);
        using var program = host.Program($"Bearer {await host.KeyAsync(await host.AccountAsync(new Domain.Accounts.Grant(Domain.Accounts.Role.Administrator, "*")))}");
        await (await program.SendAsync("/api/v1/accounts", new { name = new string('x', 100_000) })).ShouldBeAsync(HttpStatusCode.RequestEntityTooLarge, "bad-request");
    }
}
