using System.Net;
using System.Net.Http.Headers;
using Ledger.Domain.Projects;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class CachingTests(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string> Paths => new(AllPaths);

    internal static string[] AllPaths { get; } =
    [
        "/api/v1/plans", "/api/v1/plans/wuxi-145", "/api/v1/plans/wuxi-145/findings", "/api/v1/plans/wuxi-145/entries", "/api/v1/projects",
        $"/api/v1/projects/{World.School}", $"/api/v1/projects/{World.School}/entries", "/api/v1/indicators",
        $"/api/v1/indicators/{World.Enrolment}", $"/api/v1/indicators/{World.Enrolment}/series", $"/api/v1/indicators/{World.Enrolment}/entries",
        "/api/v1/compare?plan=wuxi-145",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_the_caller_has_is_not_sent_again_until_something_is_recorded(string path)
    {
        using var first = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        first.Headers.CacheControl!.NoCache.ShouldBeTrue();
        first.Headers.ETag!.IsWeak.ShouldBeFalse();
        (await AskAgainAsync(path, first.Headers.ETag)).ShouldBe(HttpStatusCode.NotModified);
        await host.RecordAsync($"project-{World.Kindergarten}", "填报员乙", new ProjectEvent.ProjectApproved { Effective = World.On(new(2022, 5, 1)) });
        (await AskAgainAsync(path, first.Headers.ETag)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("?asOf=2022-12-31&knownAt=12", true)]
    [InlineData("?asOf=2022-12-31&knownAt=2020-01-01T00:00:00Z", true)]
    [InlineData("?asOf=2022-12-31", false)]
    [InlineData("?knownAt=12", false)]
    [InlineData("?asOf=2026-03-01&knownAt=12", false)]
    [InlineData("?asOf=2022-12-31&knownAt=2199-01-01T00:00:00Z", false)]
    public async Task An_answer_about_a_fixed_past_may_be_kept_for_ever(string query, bool immutable)
    {
        using var response = await host.Client.GetAsync(new Uri("/api/v1/projects" + query, UriKind.Relative));
        response.Headers.GetValues("Cache-Control").Single().Contains("immutable", StringComparison.Ordinal).ShouldBe(immutable);
    }

    [Fact]
    public async Task An_answer_about_a_fixed_past_never_changes()
    {
        string[] paths =
        [
            .. AllPaths.Where(path => !path.Contains("compare", StringComparison.Ordinal))
                .Select(path => $"{path}?asOf=2023-12-31&knownAt={host.World.Facts[^1].Position}"),
            $"/api/v1/compare?plan=wuxi-145&from=2021-12-31&to=2023-12-31&knownFrom=9&knownTo={host.World.Facts[^1].Position}",
        ];
        var before = new List<string>();
        foreach (var path in paths) before.Add(await host.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
        await host.RecordAsync($"project-{World.School}", "填报员乙",
            new ProjectEvent.DrawingsApproved { Effective = World.On(new(2021, 9, 1)) },
            new Domain.Entries.EntryEvent.EntryVoided { Position = host.World.Facts[3].Position, Effective = World.On(new(2022, 3, 31)), Reason = "误报" });
        for (var i = 0; i < paths.Length; i++)
            (await host.Client.GetStringAsync(new Uri(paths[i], UriKind.Relative))).ShouldBe(before[i], paths[i]);
    }

    [Fact]
    public async Task Answers_are_compressed_and_every_answer_carries_the_security_headers()
    {
        foreach (var path in new[] { "/api/v1/projects", "/api/v1/nothing", "/", "/scalar", "/health/live", "/openapi/v1.json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
            using var response = await host.Client.SendAsync(request);
            response.Content.Headers.ContentEncoding.ShouldBe(["br"], path);
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        }
    }

    private async Task<HttpStatusCode> AskAgainAsync(string path, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        using var response = await host.Client.SendAsync(request);
        return response.StatusCode;
    }
}
