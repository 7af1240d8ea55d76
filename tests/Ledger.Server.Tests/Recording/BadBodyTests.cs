using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Recording;

/// <summary>What can't be read is refused, under its JSON path.</summary>
public sealed class BadBodyTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Theory]
    [InlineData("", "$")]
    [InlineData("{", "$")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData("\"x\"", "$")]
    [InlineData("{} {}", "$")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"effectiveOn\": \"2023\"}", "$")]
    [InlineData("{\"\\ud800\": 1}", "$")]
    [InlineData("{}", "$.type")]
    [InlineData("{\"type\": 1}", "$.type")]
    [InlineData("{\"type\": null}", "$.type")]
    [InlineData("{\"type\": \"\\ud800\"}", "$.type")]
    [InlineData("{\"type\": \"project_teleported\", \"effectiveOn\": \"2022\"}", "$.type")]
    [InlineData("{\"type\": \"Construction_started\", \"effectiveOn\": \"2022\"}", "$.type")]
    [InlineData("{\"type\": \"entry_voided\", \"effectiveOn\": \"2022\"}", "$.type")]
    [InlineData("{\"type\": \"value_reported\", \"effectiveOn\": \"2022\"}", "$.type")]
    [InlineData("{\"type\": \"construction_started\"}", "$.effectiveOn")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": null}", "$.effectiveOn")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": 2022}", "$.effectiveOn")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022-02-30\"}", "$.effectiveOn")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"1899\"}", "$.effectiveOn")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022-06-18T00:00:00Z\"}", "$.effectiveOn")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"observed\": \"yes\"}", "$.observed")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"effective\": {\"date\": \"2022\"}}", "$.effective")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"colour\": \"red\"}", "$.colour")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"行\": 1}", "$['行']")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"reason\": \"a\\u0000b\"}", "$.reason")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"reason\": \"\\udc00\"}", "$.reason")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"source\": {}}", "$.source.document")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"source\": {\"document\": \"d\", \"page\": 1.5}}", "$.source.page")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"source\": {\"document\": \"d\", \"place\": 1}}", "$.source.place")]
    [InlineData("{\"type\": \"construction_started\", \"effectiveOn\": \"2022\", \"source\": {\"document\": \"d\", \"evidence\": \"四十一个字四十一个字四十一个字四十一个字四十一个字四十一个字四十一个字四十一个字。\"}}", "$.source.evidence")]
    [InlineData("{\"type\": \"progress_reported\", \"effectiveOn\": \"2022\"}", "$.percent")]
    [InlineData("{\"type\": \"progress_reported\", \"effectiveOn\": \"2022\", \"percent\": \"40\"}", "$.percent")]
    [InlineData("{\"type\": \"progress_reported\", \"effectiveOn\": \"2022\", \"percent\": 1e400}", "$.percent")]
    [InlineData("{\"type\": \"progress_reported\", \"effectiveOn\": \"2022\", \"percent\": 40, \"investedTenThousandYuan\": -1}", "$.investedTenThousandYuan")]
    [InlineData("{\"type\": \"progress_reported\", \"effectiveOn\": \"2022\", \"percent\": 40, \"investedTenThousandYuan\": 79228162514264337593543950335}", "$.investedTenThousandYuan")]
    [InlineData("{\"type\": \"schedule_revised\", \"effectiveOn\": \"2022\", \"schedule\": {\"start\": \"soon\"}}", "$.schedule.start")]
    public async Task What_is_wrong_is_named(string body, string path)
    {
        var project = await host.PlanAsync();
        var answer = await host.RecordAsync(project, body);
        (answer.Status, answer.Type).ShouldBe((HttpStatusCode.BadRequest, "/problems/invalid-body"), answer.Text);
        answer.Body!["errors"]!.AsArray().Select(error => error!["parameter"]!.GetValue<string>()).ShouldBe([path], answer.Text);
        answer.Body["errors"]![0]!["detail"]!.GetValue<string>().ShouldStartWith($"'{path}' ");
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once() =>
        (await host.PostAsync("/api/v1/projects", """{"type": "project_planned", "id": "Not A Slug", "effectiveOn": "x", "plan": "wuxi-145", "scope": {"category": "primary", "sites": ["a", 1]}, "schedule": {}}"""))
            .Body!["errors"]!.AsArray().Select(error => error!["parameter"]!.GetValue<string>())
            .ShouldBe(["$.id", "$.effectiveOn", "$.scope.category", "$.scope.sites[1]", "$.scope.scale", "$.name"], ignoreOrder: true);

    [Fact]
    public async Task Texts_are_as_long_as_the_reference_says()
    {
        var project = await host.PlanAsync();
        string Renamed(int length) => $$"""{"type": "project_renamed", "effectiveOn": "2022-05-01", "name": "{{string.Concat(Enumerable.Repeat("𠮷", length))}}"}""";
        (await host.RecordAsync(project, Renamed(1_000))).Status.ShouldBe(HttpStatusCode.Created);
        (await host.RecordAsync(project, Renamed(1_001))).Body!["parameter"]!.GetValue<string>().ShouldBe("$.name");
    }

    [Fact]
    public async Task A_body_is_json_of_a_bounded_size()
    {
        var project = await host.PlanAsync();
        var path = $"/api/v1/projects/{project}/entries";
        (await SendAsync(path, new StringContent(Bodies.Started(), Encoding.UTF8, "text/plain"))).ShouldBe((HttpStatusCode.UnsupportedMediaType, "/problems/bad-request"));
        (await SendAsync(path, new StringContent("{\"a\": \"" + new string('x', 300_000) + "\"}", Encoding.UTF8, "application/json"))).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "/problems/bad-request"));
        using var chunked = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 600_000))));
        chunked.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await SendAsync(path, chunked, isChunked: true)).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "/problems/bad-request"));
        var bytes = new ByteArrayContent([.. "{\"type\": \""u8, 0xFF, .. "\"}"u8]);
        bytes.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await SendAsync(path, bytes)).ShouldBe((HttpStatusCode.BadRequest, "/problems/invalid-body"));
        (await SendAsync(path, new StringContent(string.Concat(Enumerable.Repeat("[", 5_000)), Encoding.UTF8, "application/json"))).ShouldBe((HttpStatusCode.BadRequest, "/problems/invalid-body"));
    }

    private async Task<(HttpStatusCode Status, string Type)> SendAsync(string path, HttpContent content, bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add(TestSignIn.Header, RecordingHost.Recorder);
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await host.Client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["type"]!.GetValue<string>());
    }
}
