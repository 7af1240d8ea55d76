using System.Net;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

public sealed class ClosedReadTests(ClosedHost closed) : IClassFixture<ClosedHost>
{
    private readonly IdentityHost host = closed.Host;

    [Theory]
    [InlineData("/api/v1/projects")]
    [InlineData("/api/v1/plans/wuxi-145")]
    [InlineData("/api/v1/compare?plan=wuxi-145")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/openapi/v1.json")]
    public async Task One_setting_closes_what_is_read(string path)
    {
        using var nobody = host.Program(null);
        await (await nobody.AskAsync(path)).ShouldBeAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        using var program = host.Program($"Bearer {await host.KeyAsync(await host.AccountAsync())}");
        (await program.AskAsync(path)).StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_person_is_led_to_sign_in_and_back()
    {
        using var browser = host.Browse();
        using var page = await browser.Client.AskAsync("/?asOf=2022-12-31");
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2F%3FasOf%3D2022-12-31");
        using var signedIn = await browser.SignInAsync(await host.AccountAsync(), IdentityHost.Password, "/?asOf=2022-12-31");
        (await browser.Client.AskAsync(signedIn.Headers.Location!.OriginalString)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_and_the_sign_in_page_with_its_style_stay_open()
    {
        using var nobody = host.Program(null);
        foreach (var path in new[] { "/health/live", "/health/ready", "/sign-in" })
            (await nobody.AskAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        (await nobody.AskAsync("/css/ledger.css")).StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_cache_on_the_way_keeps_an_answer_for_somebody_else()
    {
        using var program = host.Program($"Bearer {await host.KeyAsync(await host.AccountAsync())}");
        using var answer = await program.AskAsync("/api/v1/projects?asOf=2022-12-31&knownAt=1");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.Public.ShouldBeFalse();
        answer.Headers.CacheControl.Private.ShouldBeTrue();
    }
}

/// <summary>A ledger whose data is not for everybody.</summary>
public sealed class ClosedHost : IAsyncLifetime
{
    internal IdentityHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await IdentityHost.StartAsync("Identity:PublicRead=false");

    public Task DisposeAsync() => Host.DisposeAsync();
}
