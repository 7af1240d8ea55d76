using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Projects;
using Ledger.Postgres.EventStore;
using Ledger.Server.Feed;
using Ledger.Server.Tests.Api;
using Ledger.Server.Web;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Feed;

/// <summary><c>GET /api/v1/feed</c></summary>
public sealed class PullTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Page_after_page_gives_every_entry_once_in_order_and_says_that_nothing_is_between(int limit)
    {
        var head = (await host.Store.HeadAsync()).Position;
        var got = new List<long>();
        for (var after = 0L; after < head;)
        {
            var page = await host.GetAsync($"/api/v1/feed?after={after}&limit={limit}");
            page["entries"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(limit);
            foreach (var entry in page["entries"]!.AsArray())
            {
                entry!["previous"]!.GetValue<long>().ShouldBe(after, "the reader can tell that it has lost nothing");
                after = entry["position"]!.GetValue<long>();
                got.Add(after);
            }

            after = page["next"]!.GetValue<long>();
        }

        var wanted = new List<long>();
        await foreach (var entry in host.Store.ReadAllAsync(0)) if (entry.Position <= head && !IsPrivate(entry)) wanted.Add(entry.Position);
        got.ShouldBe(wanted);
    }

    [Theory]
    [InlineData("plan=wuxi-145")]
    [InlineData("plan=wuxi-145,shapingba-2023")]
    [InlineData("region=%E5%B7%AB%E6%BA%AA%E5%8E%BF")]
    [InlineData("region=500106")]
    [InlineData("stream=project-wuxi-145.baima-primary")]
    [InlineData("type=project_planned,entry_corrected")]
    [InlineData("category=preschool")]
    [InlineData("category=compulsory&region=500238&type=progress_reported,entry_corrected")]
    [InlineData("plan=no-such-plan-yet")]
    public async Task A_filter_leaves_out_what_does_not_fit_and_says_where(string filter)
    {
        var all = (await host.GetAsync("/api/v1/feed?limit=1000"))["entries"]!.AsArray();
        var wanted = all.Where(entry => Fits(entry!, filter)).Select(entry => entry!["position"]!.GetValue<long>()).ToList();
        var page = await host.GetAsync($"/api/v1/feed?limit=1000&{filter}");
        var previous = 0L;
        foreach (var entry in page["entries"]!.AsArray())
        {
            entry!["previous"]!.GetValue<long>().ShouldBe(previous);
            previous = entry["position"]!.GetValue<long>();
        }

        page["entries"]!.AsArray().Select(entry => entry!["position"]!.GetValue<long>()).ShouldBe(wanted);
        page["next"]!.GetValue<long>().ShouldBe(page["head"]!.GetValue<long>(), "everything was looked at");
        if (!filter.Contains("no-such", StringComparison.Ordinal)) wanted.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_event_is_a_CloudEvent_with_everything_that_its_description_says()
    {
        var page = await host.GetAsync($"/api/v1/feed?stream=project-{World.School}&type=entry_corrected");
        var entry = page["entries"]![0]!;
        entry["specversion"]!.GetValue<string>().ShouldBe("1.0");
        entry["id"]!.GetValue<string>().ShouldBe(entry["position"]!.ToJsonString());
        entry["source"]!.GetValue<string>().ShouldBe($"urn:uuid:{(await host.Store.ReadEntryAsync(1))!.Id}");
        entry["type"]!.GetValue<string>().ShouldBe("cn.ledger.entry_corrected.v1");
        entry["subject"]!.GetValue<string>().ShouldBe($"project-{World.School}");
        entry["effectiveon"]!.GetValue<string>().ShouldBe("2023-06-30");
        entry["region"]!.GetValue<string>().ShouldBe("巫溪县");
        entry["category"]!.GetValue<string>().ShouldBe("compulsory");
        entry["data"]!["replacement"]!["data"]!["percent"]!.GetValue<decimal>().ShouldBe(45.5m);
        (await host.GetAsync(new Uri(entry["dataschema"]!.GetValue<string>()).AbsolutePath))["title"]!.GetValue<string>().ShouldBe("entry_corrected");
        foreach (var written in (await host.GetAsync("/api/v1/feed?limit=1000"))["entries"]!.AsArray())
            written.Deserialize<CloudEventItem>(Strict).ShouldNotBeNull();
    }

    [Fact]
    public async Task Lines_and_batches_hold_the_same_events_and_tell_where_to_go_on()
    {
        var json = await host.GetAsync("/api/v1/feed?limit=5");
        var (lines, headers) = await AcceptAsync("/api/v1/feed?limit=5", "application/x-ndjson");
        lines.ShouldEndWith("\n");
        new JsonArray([.. lines.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line))]).ToJsonString().ShouldBe(json["entries"]!.ToJsonString());
        headers.GetValues("Ledger-Next").Single().ShouldBe(json["next"]!.ToJsonString());
        headers.GetValues("Ledger-Head").Single().ShouldBe(json["head"]!.ToJsonString());
        var (batch, _) = await AcceptAsync("/api/v1/feed?limit=5", "application/cloudevents-batch+json");
        JsonNode.Parse(batch)!.ToJsonString().ShouldBe(json["entries"]!.ToJsonString());
        (await AcceptAsync("/api/v1/feed?limit=5&plan=none", "application/x-ndjson")).Body.ShouldBe("");
    }

    [Fact]
    public async Task What_the_reader_has_already_is_not_sent_again()
    {
        using var first = await host.Client.GetAsync(new Uri("/api/v1/feed?limit=2", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feed?limit=2");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await host.Client.SendAsync(again);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feed?limit=3");
        other.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var third = await host.Client.SendAsync(other);
        third.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_waits_is_answered_when_something_is_recorded_that_it_wants()
    {
        var waiting = host.GetAsync($"/api/v1/feed?after=latest&wait=30&stream=project-{World.Kindergarten}");
        await Task.Delay(300);
        await host.RecordAsync($"project-{World.Suspended}", "填报员甲", Progress(11));
        await Task.Delay(200);
        waiting.IsCompleted.ShouldBeFalse("that was not for this reader");
        var wanted = await host.RecordAsync($"project-{World.Kindergarten}", "填报员甲", Progress(12));
        var page = await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        page["entries"]!.AsArray().Single()!["position"]!.GetValue<long>().ShouldBe(wanted[0].Position);
        page["next"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(wanted[0].Position);
        (await host.GetAsync("/api/v1/feed?after=latest&wait=1"))["entries"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("after=99999999", "ends at position")]
    [InlineData("after=-1", "must be a position")]
    [InlineData("after=soon", "must be a position")]
    [InlineData("limit=0", "1 to 1000")]
    [InlineData("limit=1001", "1 to 1000")]
    [InlineData("wait=61", "0 to 60")]
    [InlineData("type=construction_begun", "no kind of entry")]
    [InlineData("type=key_issued", "no kind of entry in the feed")]
    [InlineData("category=kindergarten", "allowed: preschool")]
    [InlineData("plan=,", "names nothing")]
    [InlineData("asOf=2022-01-01", "no parameter 'asOf'")]
    public async Task What_can_not_be_meant_is_refused_with_what_to_do(string query, string detail)
    {
        var (status, problem) = await host.AskAsync($"/api/v1/feed?{query}");
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["detail"]!.GetValue<string>().ShouldContain(detail);
    }

    [Fact]
    public async Task Accounts_and_keys_are_not_in_the_feed_and_are_a_stretch_that_is_told()
    {
        var before = (await host.Store.HeadAsync()).Position;
        await host.Store.AppendAsync(new AppendRequest([new StreamAppend("account-someone", "account", ExpectedVersion.Any, [new NewEntry("account_created", "{}"u8.ToArray())])], "user:admin"));
        var next = await host.RecordAsync($"project-{World.Kindergarten}", "填报员甲", Progress(13));
        var entry = (await host.GetAsync($"/api/v1/feed?after={before}"))["entries"]!.AsArray().First()!;
        entry["position"]!.GetValue<long>().ShouldBe(next[0].Position);
        entry["previous"]!.GetValue<long>().ShouldBe(before);
    }

    private static readonly JsonSerializerOptions Strict = new(WebJson.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, PropertyNameCaseInsensitive = false,
    };

    private static ProjectEvent.ProgressReported Progress(int percent) => new() { Percent = percent, Effective = World.On(new(2024, 1, 1)) };

    private static bool IsPrivate(StoredEntry entry) => entry.Stream.StartsWith("account-", StringComparison.Ordinal) || entry.Stream.StartsWith("key-", StringComparison.Ordinal);

    private static bool Fits(JsonNode entry, string filter) => filter.Split('&').All(part =>
    {
        var (name, values) = (part.Split('=')[0], Uri.UnescapeDataString(part.Split('=')[1]).Split(','));
        string? Text(string attribute) => entry[attribute]?.GetValue<string>();
        return name switch
        {
            "stream" => values.Contains(Text("subject")),
            "type" => values.Contains(Text("type")!["cn.ledger.".Length..^".v1".Length]),
            "region" => values.Contains(Text("region")) || values.Contains(Text("regioncode")),
            _ => values.Contains(Text(name)),
        };
    });

    private async Task<(string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)> AcceptAsync(string path, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(type);
        using var response = await host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        return (await response.Content.ReadAsStringAsync(), response.Headers);
    }
}
