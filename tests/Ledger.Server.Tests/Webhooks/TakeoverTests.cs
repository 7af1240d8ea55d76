using System.Diagnostics;
using System.Net;
using Ledger.Server.Tests.Commands.EndToEnd;
using Ledger.Server.Tests.Identity;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>Two servers of one ledger: when the one that delivers is killed, the other goes on.</summary>
public sealed class TakeoverTests
{
    [Fact]
    public async Task The_next_server_goes_on_within_five_seconds_from_what_was_acknowledged()
    {
        await using var ledger = await IdentityHost.StartAsync("Webhooks:AllowedPrivateHosts:0=127.0.0.1"); // only for its API: it delivers nothing
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, _) => Task.Delay(5);
        (string, string)[] settings = [("ConnectionStrings__Ledger", ledger.Database.ConnectionString), ("Webhooks__AllowedPrivateHosts__0", "127.0.0.1")];
        using var first = LedgerProcess.StartWith(settings);
        await first.ReadyAsync(); // with the five plans
        using var second = LedgerProcess.StartWith(settings);
        await second.ReadyAsync();
        using var caller = ledger.Program($"Bearer {await ledger.KeyAsync(await ledger.AccountAsync())}");
        using var answer = await caller.SendAsync("/api/v1/subscriptions", new { name = "接管", url = receiver.Url, after = "0" });
        var id = (await answer.ShouldBeAsync(HttpStatusCode.Created))["id"]!.GetValue<string>();
        await WebhookHost.UntilAsync(() => receiver.Got.Count >= 60, "deliveries by the first server");
        await first.KillAsync();
        var (killed, before) = (Stopwatch.GetTimestamp(), receiver.Got.Count);
        await WebhookHost.UntilAsync(() => receiver.Got.Count > before + 2, "deliveries by the second server", 10);
        Stopwatch.GetElapsedTime(killed).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        await WebhookHost.UntilAsync(async () => (await WebhookHost.AskAsync(caller, id))["lag"]!["entries"]!.GetValue<long>() == 0, "the end", 120);

        var got = receiver.Got.Select(one => one.Position).ToList();
        using var feed = await caller.AskAsync("/api/v1/feed?after=0&limit=1000");
        var wanted = (await feed.BodyAsync())["entries"]!.AsArray().Select(one => one!["position"]!.GetValue<long>()).ToList();
        wanted.Count.ShouldBeGreaterThan(before, "the kill came in the middle");
        got.Distinct().Take(wanted.Count).ShouldBe(wanted);
        (got.Count - got.Distinct().Count()).ShouldBeLessThanOrEqualTo(1, "only what was not acknowledged is repeated");
        for (var i = 1; i < got.Count; i++) got[i].ShouldBeGreaterThanOrEqualTo(got[i - 1]);
    }
}
