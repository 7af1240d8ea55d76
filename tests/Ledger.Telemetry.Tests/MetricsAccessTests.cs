using System.Net;
using Ledger.Domain.Accounts;
using Ledger.Server.Telemetry;
using Ledger.Server.Tests.Identity;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Ledger.Telemetry.Tests;

/// <summary>Who may read the measures. Roles in general are <see cref="AuthorizationMatrixTests"/>' business.</summary>
[Collection(MeasuresAlone.Name)]
public sealed class MetricsAccessTests
{
    private static readonly Grant Supervisor = new(Role.Supervisor, "*");
    private static readonly Grant Recorder = new(Role.Recorder, "*");

    [Theory]
    [InlineData("Identity:PublicRead=true")]
    [InlineData("Identity:PublicRead=false")]
    public async Task Without_a_setting_programs_on_this_machine_may_and_others_by_their_role(string setting)
    {
        await using var host = await IdentityHost.StartAsync(setting);
        (await AskAsync(host)).ShouldBe(HttpStatusCode.OK);
        foreach (var name in new[] { "X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host" })
            (await AskAsync(host, null, (name, "192.0.2.1"))).ShouldBe(HttpStatusCode.Unauthorized, name);
        (await AskAsync(host, null, ("Host", "ledger.example"))).ShouldBe(HttpStatusCode.Unauthorized, "a browser led here by a name that somebody else chose");
        (await AskAsync(host, null, ("Host", "localhost:1"))).ShouldBe(HttpStatusCode.OK);
        var elsewhere = ("X-Forwarded-For", "192.0.2.1");
        (await AskAsync(host, await KeyAsync(host, Recorder), elsewhere)).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(host, await KeyAsync(host, Supervisor), elsewhere)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_setting_asks_everybody_for_a_role()
    {
        await using var host = await IdentityHost.StartAsync("Telemetry:Metrics=roles");
        (await AskAsync(host)).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(host, await KeyAsync(host, Recorder))).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(host, await KeyAsync(host, Supervisor))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_setting_opens_it_to_everybody()
    {
        await using var host = await IdentityHost.StartAsync("Telemetry:Metrics=open", "Identity:PublicRead=false");
        (await AskAsync(host, null, ("X-Forwarded-For", "192.0.2.1"), ("Host", "ledger.example"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void A_setting_that_is_none_is_refused_at_the_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Telemetry:Metrics", "everyone")]).Build();
        Should.Throw<InvalidOperationException>(() => TelemetrySettings.Of(settings)).Message.ShouldContain("Telemetry:Metrics");
    }

    private static async Task<string> KeyAsync(IdentityHost host, Grant grant) => $"Bearer {await host.KeyAsync(await host.AccountAsync(grant), 90, grant)}";

    private static async Task<HttpStatusCode> AskAsync(IdentityHost host, string? authorization = null, params (string Name, string Value)[] headers)
    {
        using var client = host.Program(authorization);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        if (response.IsSuccessStatusCode) Scrape.Read(await response.Content.ReadAsStringAsync()).Sum("ledger_database_up").ShouldBe(1);
        return response.StatusCode;
    }
}
