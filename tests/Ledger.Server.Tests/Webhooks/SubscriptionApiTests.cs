using System.Net;
using System.Text.Json.Nodes;
using Ledger.Domain.Accounts;
using Ledger.Server.Tests.Identity;
using Shouldly;
using Xunit;
using static Ledger.Server.Tests.Webhooks.WebhookHost;

namespace Ledger.Server.Tests.Webhooks;

/// <summary><c>/api/v1/subscriptions</c></summary>
public sealed class SubscriptionApiTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    private const string Path = "/api/v1/subscriptions";

    [Theory]
    [InlineData("https://localhost/", "url")]
    [InlineData("https://169.254.169.254/latest", "url")]
    [InlineData("https://no-such-name.invalid/", "url")]
    [InlineData("http://example.org/", "url")]
    [InlineData("not an address", "url")]
    public async Task An_address_that_is_not_public_is_refused_and_nothing_is_told_of_it(string url, string parameter)
    {
        using var caller = await host.CallerAsync();
        using var answer = await caller.SendAsync(Path, new { name = "x", url });
        var problem = await answer.ShouldBeAsync(HttpStatusCode.BadRequest, "invalid-body");
        problem["parameter"]!.GetValue<string>().ShouldBe(parameter);
        problem["detail"]!.GetValue<string>().ShouldNotContain("127.0.0.1");
    }

    [Theory]
    [InlineData("""{"name": "", "url": "http://127.0.0.1:9/"}""", "name")]
    [InlineData("""{"name": "x", "url": "http://127.0.0.1:9/", "filter": {"types": ["no_such"]}}""", "filter.types")]
    [InlineData("""{"name": "x", "url": "http://127.0.0.1:9/", "filter": {"categories": ["none"]}}""", "filter.categories")]
    [InlineData("""{"name": "x", "url": "http://127.0.0.1:9/", "filter": {"plans": []}}""", "filter.plans")]
    [InlineData("""{"name": "x", "url": "http://127.0.0.1:9/", "filter": {"plans": [null]}}""", "filter.plans")]
    [InlineData("""{"name": "x", "url": "http://127.0.0.1:9/", "after": "99999999"}""", "after")]
    [InlineData("""{"name": "x", "url": "http://127.0.0.1:9/", "after": "-1"}""", "after")]
    public async Task What_is_wrong_is_named(string body, string parameter)
    {
        using var caller = await host.CallerAsync();
        using var answer = await caller.SendAsync(Path, JsonNode.Parse(body));
        (await answer.ShouldBeAsync(HttpStatusCode.BadRequest, "invalid-body"))["parameter"]!.GetValue<string>().ShouldBe(parameter);
    }

    [Fact]
    public async Task Others_find_nothing_supervisors_read_administrators_manage_and_all_of_it_is_on_record()
    {
        await using var receiver = await Receiver.StartAsync();
        using var owner = await host.CallerAsync();
        using var other = await host.CallerAsync(new Grant(Role.Recorder, "巫溪县"));
        using var supervisor = await host.CallerAsync(new Grant(Role.Supervisor, "*"));
        using var administrator = await host.CallerAsync(new Grant(Role.Administrator, "*"));
        var (id, _) = await SubscribeAsync(owner, receiver.Url, "rights");
        foreach (var what in new[] { "", "/deliveries", "/dead-letters" })
        {
            using var nothing = await other.AskAsync($"{Path}/{id}{what}");
            await nothing.ShouldBeAsync(HttpStatusCode.NotFound, "unknown-id");
            using var all = await supervisor.AskAsync($"{Path}/{id}{what}");
            await all.ShouldBeAsync(HttpStatusCode.OK);
        }

        foreach (var what in new[] { "pause", "resume", "test", "dead-letters/replay", "delete" })
        {
            using var nothing = await other.SendAsync($"{Path}/{id}/{what}", null);
            await nothing.ShouldBeAsync(HttpStatusCode.NotFound, "unknown-id");
            using var refused = await supervisor.SendAsync($"{Path}/{id}/{what}", null);
            await refused.ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
        }

        // Who rotates holds the secret, and who changes the address gets what is sent: the owner alone.
        using var rotate = await administrator.SendAsync($"{Path}/{id}/rotate", new { });
        await rotate.ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
        using var change = await administrator.SendAsync($"{Path}/{id}/change", new { name = "mine" });
        await change.ShouldBeAsync(HttpStatusCode.Forbidden, "forbidden");
        (await AskAsync(administrator, id, "/pause"))["state"]!.GetValue<string>().ShouldBe("paused");
        (await AskAsync(owner, id, "/change", new { name = "新名" }))["name"]!.GetValue<string>().ShouldBe("新名");
        (await AskAsync(owner, id, "/delete"))["id"]!.GetValue<string>().ShouldBe(id);
        using var gone = await owner.AskAsync($"{Path}/{id}");
        await gone.ShouldBeAsync(HttpStatusCode.NotFound);

        using var changes = await supervisor.AskAsync($"{Path}/changes?subscription={id}");
        var record = (await changes.ShouldBeAsync(HttpStatusCode.OK))["items"]!.AsArray();
        record.Select(one => one!["change"]!.GetValue<string>()).ShouldBe(["deleted", "changed", "paused", "created"]);
        record.Select(one => one!["person"]!.GetValue<string>() == record[3]!["owner"]!.GetValue<string>()).ShouldBe([true, true, false, true]);
        using var closed = await other.AskAsync($"{Path}/changes");
        await closed.ShouldBeAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_list_has_ones_own_page_by_page_and_an_owner_has_no_more_than_is_allowed()
    {
        using var caller = await host.CallerAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            using var answer = await caller.SendAsync(Path, new { name = "x", url = "http://127.0.0.1:9/" });
            return (answer.StatusCode, Body: await answer.BodyAsync());
        }));
        made.Count(one => one.StatusCode == HttpStatusCode.Created).ShouldBe(12, "also where they come at once");
        made.Where(one => one.StatusCode != HttpStatusCode.Created).ShouldAllBe(one => one.Body["type"]!.GetValue<string>() == "/problems/too-many-subscriptions");
        var (seen, after) = (new List<string>(), (string?)null);
        do
        {
            using var answer = await caller.AskAsync($"{Path}?limit=5{(after is null ? "" : $"&after={after}")}");
            var page = await answer.ShouldBeAsync(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()));
            page["items"]!.AsArray().ShouldAllBe(one => one!["secret"] == null);
            after = (string?)page["next"];
        }
        while (after is not null);
        seen.ShouldBe(made.Where(one => one.StatusCode == HttpStatusCode.Created).Select(one => one.Body["id"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_repeat_makes_no_second_one()
    {
        using var caller = await host.CallerAsync();
        caller.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var answer = await caller.SendAsync(Path, new { name = "x", url = "http://127.0.0.1:9/" });
            return (answer.StatusCode, Body: await answer.BodyAsync());
        }));
        answers.Select(one => one.Body["id"]!.GetValue<string>()).Distinct().ShouldHaveSingleItem();
        answers.Count(one => one.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(one => one.Body["secret"] is not null).ShouldBe(1, "shown once");
        using var other = await caller.SendAsync(Path, new { name = "y", url = "http://127.0.0.1:9/" });
        await other.ShouldBeAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_test_is_sent_now_signed_and_logged_and_moves_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        var (id, secret) = await SubscribeAsync(caller, receiver.Url, "tests");
        var sent = await AskAsync(caller, id, "/test");
        sent["outcome"]!.GetValue<string>().ShouldBe("delivered");
        sent["status"]!.GetValue<int>().ShouldBe(200);
        var got = receiver.Got.ShouldHaveSingleItem();
        got.IsSignedBy(secret).ShouldBeTrue();
        got.Event["type"]!.GetValue<string>().ShouldBe("cn.ledger.webhook_test.v1");
        got.Id.ShouldBe(sent["webhookId"]!.GetValue<string>());
        (await AskAsync(caller, id, "/deliveries"))["items"]![0]!["kind"]!.GetValue<string>().ShouldBe("test");
        (await AskAsync(caller, id))["lastAcknowledged"].ShouldBeNull();
        receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        (await AskAsync(caller, id, "/test"))["outcome"]!.GetValue<string>().ShouldBe("refused");
    }

    [Theory]
    [InlineData("/dead-letters/1/replay")]
    [InlineData("/dead-letters/1/discard")]
    public async Task A_dead_letter_that_is_not_there_is_not_there(string what)
    {
        using var caller = await host.CallerAsync();
        var (id, _) = await SubscribeAsync(caller, "http://127.0.0.1:9/", "no-letters");
        using var answer = await caller.SendAsync($"{Path}/{id}{what}", null);
        await answer.ShouldBeAsync(HttpStatusCode.NotFound, "unknown-id");
    }
}
