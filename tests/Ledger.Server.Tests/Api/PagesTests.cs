using System.Net;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class PagesTests(ApiHost host) : IClassFixture<ApiHost>
{
    private async Task<(HttpStatusCode Status, string Html)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "Accept", "text/html" } } };
        using var response = await host.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_reference_page_takes_everything_from_this_server_and_calls_nobody()
    {
        var (status, html) = await GetAsync("/scalar");
        status.ShouldBe(HttpStatusCode.OK);
        foreach (var setting in new[] { "&quot;telemetry&quot;:false", "&quot;withDefaultFonts&quot;:false", "&quot;proxyUrl&quot;:&quot;&quot;", "/openapi/v1.json" })
            html.ShouldContain(setting);
        html.ShouldNotContain("http://");
        html.ShouldNotContain("https://");
        (await GetAsync("/lib/scalar/standalone.js")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/css/ledger.css")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/?asOf=&knownAt=", "巫溪县", "沙坪坝区")]
    [InlineData("/?asOf=2022-12-31", "巫溪县", null)]
    [InlineData("/?asOf=2020-12-31&knownAt=", "此时尚无规划", null)]
    public async Task The_start_page_shows_the_plans_at_the_two_times(string path, string shows, string? alsoShows)
    {
        var html = WebUtility.HtmlDecode((await GetAsync(path)).Html);
        html.ShouldContain(shows);
        html.Contains("沙坪坝区", StringComparison.Ordinal).ShouldBe(alsoShows is not null);
    }

    [Fact]
    public async Task The_start_page_says_what_is_wrong_and_runs_nobody_elses_script()
    {
        var (status, html) = await GetAsync("/?knownAt=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        status.ShouldBe(HttpStatusCode.BadRequest);
        html.ShouldNotContain("<script>");
        html.ShouldContain("记录时间（knownAt）");
        html.ShouldContain("role=\"alert\"");
    }
}
