using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class BadInputTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/api/v1/projects?asOf=2022-02-30", "asOf")]
    [InlineData("/api/v1/projects?asOf=2022", "asOf")]
    [InlineData("/api/v1/projects?asOf=", "asOf")]
    [InlineData("/api/v1/projects?asOf=昨天", "asOf")]
    [InlineData("/api/v1/projects?knownAt=2022-01-01", "knownAt")]
    [InlineData("/api/v1/projects?knownAt=2022-01-01T00:00:00", "knownAt")]
    [InlineData("/api/v1/projects?knownAt=-1", "knownAt")]
    [InlineData("/api/v1/projects?knownAt=99999", "knownAt")]
    [InlineData("/api/v1/projects?knownAt=99999999999999999999999999", "knownAt")]
    [InlineData("/api/v1/projects?stage=finished", "stage")]
    [InlineData("/api/v1/projects?stage=Built", "stage")]
    [InlineData("/api/v1/projects?stage=8", "stage")]
    [InlineData("/api/v1/projects?category=primary", "category")]
    [InlineData("/api/v1/projects?nature=old", "nature")]
    [InlineData("/api/v1/indicators?property=none", "property")]
    [InlineData("/api/v1/projects?committed=yes", "committed")]
    [InlineData("/api/v1/projects?limit=0", "limit")]
    [InlineData("/api/v1/projects?limit=501", "limit")]
    [InlineData("/api/v1/projects?limit=1000000", "limit")]
    [InlineData("/api/v1/projects?limit=1.5", "limit")]
    [InlineData("/api/v1/projects?limit=%201", "limit")]
    [InlineData("/api/v1/projects?cursor=abc", "cursor")]
    [InlineData("/api/v1/projects?stages=built", "stages")]
    [InlineData("/api/v1/projects?Stage=built", "Stage")]
    [InlineData("/api/v1/projects?plan=a&plan=b", "plan")]
    [InlineData("/api/v1/projects?q=a%00b", "q")]
    [InlineData("/api/v1/projects?q=%ED%A0%80", "q")]
    [InlineData("/api/v1/projects?q=%FF", "q")]
    [InlineData("/api/v1/projects?q=%EF%BF%BD", "q")]
    [InlineData("/api/v1/projects/x?q=1", "q")]
    [InlineData("/api/v1/projects/a%01b", "id")]
    [InlineData("/api/v1/compare", "plan")]
    [InlineData("/api/v1/compare?plan=wuxi-145&from=x", "from")]
    [InlineData("/api/v1/compare?plan=wuxi-145&to=x", "to")]
    [InlineData("/api/v1/compare?plan=wuxi-145&knownFrom=x", "knownFrom")]
    [InlineData("/api/v1/compare?plan=wuxi-145&knownFrom=99999", "knownFrom")]
    [InlineData("/api/v1/compare?plan=wuxi-145&knownTo=99999", "knownTo")]
    public async Task A_wrong_parameter_is_named(string path, string parameter)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        problem["type"]!.GetValue<string>().ShouldBe("/problems/invalid-parameter");
        problem["parameter"]!.GetValue<string>().ShouldBe(parameter);
        problem["errors"]!.AsArray().ShouldHaveSingleItem()!["parameter"]!.GetValue<string>().ShouldBe(parameter);
        problem["status"]!.GetValue<int>().ShouldBe(400);
        problem["traceId"]!.GetValue<string>().ShouldNotBeEmpty();
        problem["instance"]!.GetValue<string>().ShouldStartWith("/api/v1/");
    }

    [Fact]
    public async Task An_unknown_code_is_answered_with_those_allowed() =>
        (await host.AskAsync("/api/v1/projects?stage=finished")).Body["detail"]!.GetValue<string>().ShouldContain("under-construction, built, in-use");

    [Fact]
    public async Task Everything_wrong_is_said_at_once() =>
        (await host.AskAsync("/api/v1/projects?stage=x&limit=0&asOf=x&foo=1")).Body["errors"]!.AsArray()
            .Select(error => error!["parameter"]!.GetValue<string>()).ShouldBe(["foo", "stage", "limit", "asOf"], ignoreOrder: true);

    [Fact]
    public async Task A_text_of_201_characters_is_too_long()
    {
        await host.GetAsync("/api/v1/projects?q=" + Uri.EscapeDataString(new string('学', 200)));
        var (status, problem) = await host.AskAsync("/api/v1/projects?q=" + Uri.EscapeDataString(new string('学', 201)));
        (status, problem["parameter"]!.GetValue<string>()).ShouldBe((HttpStatusCode.BadRequest, "q"));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, "/problems/unknown-route")]
    [InlineData("GET", "/api/v2/projects", HttpStatusCode.NotFound, "/problems/unknown-route")]
    [InlineData("POST", "/api/v1/plans", HttpStatusCode.MethodNotAllowed, "/problems/method-not-allowed")]
    [InlineData("DELETE", "/api/v1/projects/x", HttpStatusCode.MethodNotAllowed, "/problems/method-not-allowed")]
    public async Task Unknown_routes_and_methods_get_problems(string method, string path, HttpStatusCode status, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(status);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        problem["type"]!.GetValue<string>().ShouldBe(type);
        if (status == HttpStatusCode.MethodNotAllowed) response.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "OPTIONS"]);
    }

    [Fact]
    public async Task Head_is_answered_as_get_without_a_body_and_options_with_what_is_allowed()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, "/api/v1/projects");
        using var headed = await host.Client.SendAsync(head);
        headed.StatusCode.ShouldBe(HttpStatusCode.OK);
        headed.Headers.ETag.ShouldNotBeNull();
        (await headed.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        using var options = new HttpRequestMessage(HttpMethod.Options, "/api/v1/projects");
        using var answered = await host.Client.SendAsync(options);
        answered.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answered.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "OPTIONS", "POST"]);
    }

    [Fact]
    public async Task A_query_of_ten_megabytes_is_refused_by_the_name_of_its_parameter()
    {
        var answer = await SendRawAsync("GET /api/v1/projects?limit=5&q=" + new string('a', 10_000_000) + " HTTP/1.1");
        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("\"parameter\":\"q\"");
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_refused() =>
        (await SendRawAsync("GET /api/v1/projects/" + new string('a', 5_000) + " HTTP/1.1")).ShouldStartWith("HTTP/1.1 414 ");

    [Theory]
    [InlineData("GET /api/v1/projects?plan=%00 HTTP/1.1")]
    [InlineData("GET /api/v1/projects?=x HTTP/1.1")]
    [InlineData("GET /api/v1/projects?&&&== HTTP/1.1")]
    [InlineData("GET /api/v1/projects/%00 HTTP/1.1")]
    [InlineData("GET /api/v1/projects/%ED%A0%80 HTTP/1.1")]
    [InlineData("GET /api/v1/projects/%F HTTP/1.1")]
    [InlineData("GET /api/v1/projects/../../../etc/passwd HTTP/1.1")]
    [InlineData("GET /lib/..%2f..%2fappsettings.json HTTP/1.1")]
    [InlineData("BREW /api/v1/projects HTTP/1.1")]
    public async Task Odd_requests_get_four_hundreds(string line) => (await SendRawAsync(line)).ShouldStartWith("HTTP/1.1 4");

    private async Task<string> SendRawAsync(string line)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
