using System.Net;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

/// <summary>Who may not write, and where.</summary>
public sealed class RefusedCallerTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Fact]
    public async Task Only_a_recorder_of_the_region_records()
    {
        var project = await host.PlanAsync();
        var started = await host.RecordAsync(project, Bodies.Started());
        (string Path, string Body)[] writes =
        [
            ("/api/v1/projects", Bodies.Planned("foreign")),
            ($"/api/v1/projects/{project}/entries", Bodies.Progress(10, "2022-07-01")),
            ("/api/v1/indicators", Bodies.Defined("foreign")),
            ($"/api/v1/entries/{started.Position}/void", """{"reason": "误报"}"""),
            ($"/api/v1/entries/{started.Position}/correct", $$"""{"reason": "误报", "replacement": {{Bodies.Started("2022-07-01")}} }"""),
            ("/api/v1/entries", $$"""{"entries": [{"project": "{{project}}", "entry": {{Bodies.Progress(10, "2022-07-01")}} }]}"""),
        ];
        foreach (var (path, body) in writes)
        {
            (await host.PostAsync(path, body, "")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(HttpStatusCode.Unauthorized), answer => answer.Type.ShouldBe("/problems/unauthenticated"));
            foreach (var caller in new[]
            {
                RecordingHost.Elsewhere, RecordingHost.Supervisor, TestSignIn.As("user:a", "user:a"), TestSignIn.As("user:a", "user:a", "reviewer@巫溪县"),
                TestSignIn.As("user:a", "user:a", "recorder@巫溪"), TestSignIn.As("user:a", "user:a", "recorder"), TestSignIn.As("user:a", "user:a", "recorder@"),
            })
                (await host.PostAsync(path, body, caller)).ShouldSatisfyAllConditions(
                    answer => answer.Status.ShouldBe(HttpStatusCode.Forbidden, $"{path} {Uri.UnescapeDataString(caller)}"), answer => answer.Type.ShouldBe("/problems/forbidden"));
        }

        (await host.Store.ReadStreamAsync($"project-{project}")).Count.ShouldBe(2);
        (await host.PostAsync($"/api/v1/projects/{project}/entries", Bodies.Progress(10, "2022-07-01"), TestSignIn.As("user:a", "user:a", "recorder@*"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_project_is_put_into_another_regions_plan_only_with_the_right_in_both()
    {
        var project = await host.PlanAsync();
        var first = (await host.Store.ReadStreamAsync($"project-{project}"))[0].Position;
        var body = $$"""{"reason": "规划有误", "replacement": {{Bodies.Planned(null, plan: "shapingba-2023")}} }""";
        (await host.PostAsync($"/api/v1/entries/{first}/correct", body)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await host.PostAsync($"/api/v1/entries/{first}/correct", body, RecordingHost.Elsewhere)).Status.ShouldBe(HttpStatusCode.Forbidden);
        var both = TestSignIn.As("user:a", "user:a", "recorder@巫溪县", "recorder@沙坪坝区");
        (await host.PostAsync($"/api/v1/entries/{first}/correct", body, both)).Status.ShouldBe(HttpStatusCode.Created);
        (await host.RecordAsync(project, Bodies.Started())).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await host.PostAsync($"/api/v1/projects/{project}/entries", Bodies.Started(), RecordingHost.Elsewhere)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("/api/v1/projects/wuxi-145.nobody/entries")]
    [InlineData("/api/v1/indicators/wuxi-145.nobody/entries")]
    [InlineData("/api/v1/entries/999999/void")]
    [InlineData("/api/v1/entries/1/void")] // of a plan, which has no door here
    [InlineData("/api/v1/entries/-1/void")]
    [InlineData("/api/v1/entries/x/void")]
    [InlineData("/api/v1/entries/9999999999999999999/void")]
    public async Task What_the_ledger_does_not_know_is_not_found(string path)
    {
        var body = path.EndsWith("/void", StringComparison.Ordinal) ? """{"reason": "误报"}"""
            : path.Contains("projects", StringComparison.Ordinal) ? Bodies.Started() : """{"type": "indicator_retired", "effectiveOn": "2022"}""";
        (await host.PostAsync(path, body)).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(HttpStatusCode.NotFound), answer => answer.Type.ShouldBe("/problems/unknown-id"));
    }

    [Fact]
    public async Task A_plan_that_is_not_published_is_in_nobodys_region() =>
        (await host.PostAsync("/api/v1/projects", Bodies.Planned("x", plan: "nowhere-1"))).ShouldSatisfyAllConditions(
            answer => answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity), answer => answer.Type.ShouldBe("/problems/unknown-plan"));
}
