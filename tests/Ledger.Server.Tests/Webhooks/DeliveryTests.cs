using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using static Ledger.Server.Tests.Webhooks.WebhookHost;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>In order, at least once, whatever the endpoint answers.</summary>
public sealed class DeliveryTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    [Fact]
    public async Task Two_thousand_entries_arrive_once_each_in_order_signed_and_without_a_gap()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        var history = await host.AppendAsync("many", 1_000);
        var (id, secret) = await SubscribeAsync(caller, receiver.Url, "many");
        var live = await host.AppendAsync("many", 1_000); // while the history is being delivered
        await UntilAsync(() => receiver.Got.Count >= 2_000, "2,000 deliveries", 90);
        await UntilAsync(async () => (await AskAsync(caller, id))["lag"]!["entries"]!.GetValue<long>() == 0, "no lag");
        var got = receiver.Got.ToList();
        got.Select(one => one.Position).ShouldBe([.. history, .. live]);
        got.Select(one => one.Previous).ShouldBe([0, .. history, .. live.SkipLast(1)]);
        got.Select(one => one.Id).Distinct().Count().ShouldBe(2_000);
        got.ShouldAllBe(one => one.IsSignedBy(secret));
        got.ShouldAllBe(one => one.ContentType == "application/cloudevents+json");
        got[0].Event["specversion"]!.GetValue<string>().ShouldBe("1.0");
        (await AskAsync(caller, id))["position"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(live[^1]);
    }

    [Fact]
    public async Task What_is_not_acknowledged_comes_again_with_the_same_id_and_the_next_one_waits_for_it()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        var attempts = 0;
        receiver.Answer = (_, context) => ++attempts switch
        {
            1 => Say(context, 500, "broken\u0000 here"),
            2 => Redirect(context),
            3 => Defer(context, 7),
            4 => Abort(context),
            5 => Task.Delay(2_500), // and then 200, which nobody waits for any more
            _ => Task.CompletedTask,
        };
        var positions = await host.AppendAsync("trouble", 2);
        var (id, _) = await SubscribeAsync(caller, receiver.Url, "trouble");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await UntilAsync(async () => (await AskAsync(caller, id))["attempts"]!.GetValue<int>() == attempt, $"{attempt} attempts");
            host.Advance(attempt == 3 ? TimeSpan.FromSeconds(8) : TimeSpan.FromMinutes(20));
        }

        await UntilAsync(() => receiver.Got.Count == 7, "the next entry");
        var got = receiver.Got.ToList();
        got.Select(one => one.Position).ShouldBe([.. Enumerable.Repeat(positions[0], 6), positions[1]]);
        got.Take(6).Select(one => one.Id).Distinct().ShouldHaveSingleItem();
        got.Take(6).Select(one => Convert.ToHexString(one.Body)).Distinct().ShouldHaveSingleItem();
        got.ShouldAllBe(one => one.Path == "/hook", "redirects are not followed");
        var log = await LogAsync(caller, id, 7);
        log.Select(one => one["outcome"]!.GetValue<string>()).ShouldBe(["refused", "redirected", "deferred", "unreachable", "timed-out", "delivered", "delivered"]);
        log.Select(one => one["attempt"]!.GetValue<int>()).ShouldBe([1, 2, 3, 4, 5, 6, 1]);
        log.Select(one => (int?)one["status"]).ShouldBe([500, 301, 429, null, null, 200, 200]);
        log[0]["excerpt"]!.GetValue<string>().ShouldBe("broken here");
    }

    [Fact]
    public async Task Being_asked_to_come_later_takes_no_step_and_is_done()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        receiver.Answer = (_, context) => receiver.Got.Count <= 20 ? Defer(context, 3) : Task.CompletedTask;
        var positions = await host.AppendAsync("later", 1);
        var (id, _) = await SubscribeAsync(caller, receiver.Url, "later");
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            await UntilAsync(async () => (await AskAsync(caller, id))["attempts"]!.GetValue<int>() == attempt, $"{attempt} attempts");
            host.Advance(TimeSpan.FromSeconds(1.5));
            if (attempt == 1) await Task.Delay(300);
            receiver.Got.Count.ShouldBe(attempt, "it asked for three seconds");
            host.Advance(TimeSpan.FromSeconds(2));
        }

        await UntilAsync(() => receiver.Got.Count == 21, "the delivery");
        (await AskAsync(caller, id, "/dead-letters"))["items"]!.AsArray().ShouldBeEmpty();
        receiver.Got.ShouldAllBe(one => one.Position == positions[0]);
    }

    [Fact]
    public async Task A_body_that_drips_takes_nothing_back()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        receiver.Answer = async (_, context) =>
        {
            for (var i = 0; i < 100; i++)
            {
                await context.Response.WriteAsync("drip ");
                await context.Response.Body.FlushAsync();
                await Task.Delay(200, context.RequestAborted);
            }
        };
        var positions = await host.AppendAsync("drips", 3);
        var (id, _) = await SubscribeAsync(caller, receiver.Url, "drips");
        await UntilAsync(() => receiver.Got.Count == 3, "three deliveries");
        receiver.Got.Select(one => one.Position).ShouldBe(positions);
        (await LogAsync(caller, id, 3)).ShouldAllBe(one => one["outcome"]!.GetValue<string>() == "delivered" && one["excerpt"]!.GetValue<string>().StartsWith("drip"));
    }

    [Fact]
    public async Task Gone_disables_and_resuming_goes_on_with_the_very_entry()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        receiver.Answer = (_, context) => Say(context, 410, "");
        var positions = await host.AppendAsync("gone", 2);
        var (id, _) = await SubscribeAsync(caller, receiver.Url, "gone");
        await UntilAsync(async () => (await AskAsync(caller, id))["state"]!.GetValue<string>() == "disabled", "disabled");
        (await AskAsync(caller, id))["reason"]!.GetValue<string>().ShouldBe("gone");
        host.Advance(TimeSpan.FromDays(2));
        await Task.Delay(300);
        receiver.Got.Count.ShouldBe(1);
        receiver.Answer = (_, _) => Task.CompletedTask;
        (await AskAsync(caller, id, "/resume"))["state"]!.GetValue<string>().ShouldBe("active");
        await UntilAsync(() => receiver.Got.Count == 3, "both entries");
        receiver.Got.Select(one => one.Position).ShouldBe([positions[0], positions[0], positions[1]]);
    }

    [Fact]
    public async Task An_entry_that_is_never_taken_becomes_a_dead_letter_and_the_gap_is_told()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        var positions = await host.AppendAsync("poison", 3);
        receiver.Answer = (got, context) => got.Position == positions[1] ? Say(context, 422, "can't read") : Task.CompletedTask;
        var (id, _) = await SubscribeAsync(caller, receiver.Url, "poison");
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await UntilAsync(async () => (await AskAsync(caller, id))["attempts"]!.GetValue<int>() == attempt, $"{attempt} attempts");
            host.Advance(TimeSpan.FromHours(37));
        }

        await UntilAsync(() => receiver.Got.Any(got => got.Position == positions[2]), "the entry after it");
        receiver.Got.Count(got => got.Position == positions[1]).ShouldBe(11);
        receiver.Got.Last().Previous.ShouldBe(positions[1], "a receiver whose last was another knows that it lacks this one");
        var letter = (await AskAsync(caller, id, "/dead-letters"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        letter["position"]!.GetValue<long>().ShouldBe(positions[1]);
        letter["attempts"]!.GetValue<int>().ShouldBe(11);
        letter["lastError"]!.GetValue<string>().ShouldContain("422");

        receiver.Answer = (_, _) => Task.CompletedTask;
        (await AskAsync(caller, id, "/dead-letters/replay", new { }))["entries"]!.GetValue<int>().ShouldBe(1);
        await UntilAsync(async () => (await AskAsync(caller, id, "/dead-letters"))["items"]![0]!["state"]!.GetValue<string>() == "replayed", "replayed");
        var (first, last) = (receiver.Got.First(got => got.Position == positions[1]), receiver.Got.Last());
        last.Id.ShouldBe(first.Id);
        last.Body.ShouldBe(first.Body);
        (await AskAsync(caller, id))["deadLetters"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task From_any_position_again_with_the_ids_that_they_had()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        var positions = await host.AppendAsync("again", 5);
        var (id, _) = await SubscribeAsync(caller, receiver.Url, "again");
        await UntilAsync(() => receiver.Got.Count == 5, "five");
        await AskAsync(caller, id, "/replay", new { after = $"{positions[1]}" });
        await UntilAsync(() => receiver.Got.Count == 8, "three more");
        var got = receiver.Got.ToList();
        got.Skip(5).Select(one => (one.Position, one.Id)).ShouldBe(got.Skip(2).Take(3).Select(one => (one.Position, one.Id)));
        await AskAsync(caller, id, "/pause");
        await host.AppendAsync("again", 1);
        await Task.Delay(500);
        receiver.Got.Count.ShouldBe(8, "nothing is sent while it is paused");
        await AskAsync(caller, id, "/resume");
        await UntilAsync(() => receiver.Got.Count == 9, "what came meanwhile");
    }

    private static async Task<List<JsonNode>> LogAsync(HttpClient caller, string id, int count)
    {
        List<JsonNode> log = [];
        await UntilAsync(async () => (log = [.. (await AskAsync(caller, id, "/deliveries"))["items"]!.AsArray().Select(one => one!).Reverse()]).Count >= count, $"{count} attempts in the log");
        return log;
    }

    private static async Task Say(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
    }

    private static Task Defer(HttpContext context, int seconds)
    {
        context.Response.Headers.RetryAfter = $"{seconds}";
        context.Response.StatusCode = 429;
        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext context)
    {
        context.Response.Redirect("/elsewhere", permanent: true);
        return Task.CompletedTask;
    }

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
