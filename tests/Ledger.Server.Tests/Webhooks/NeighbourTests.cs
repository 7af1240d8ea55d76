using System.Globalization;
using System.Net.Sockets;
using Ledger.Server.Identity;
using Ledger.Server.Tests.Identity;
using Shouldly;
using Xunit;
using static Ledger.Server.Tests.Webhooks.WebhookHost;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>What one endpoint or owner does is felt by no other.</summary>
public sealed class NeighbourTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    [Fact]
    public async Task Slow_endpoints_hold_nobody_up()
    {
        await using var slow = await Receiver.StartAsync();
        await using var quick = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        slow.Answer = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await host.AppendAsync("slow", 1);
        for (var i = 0; i < 10; i++) await SubscribeAsync(caller, slow.Url, "slow");
        await UntilAsync(() => slow.Got.Count >= 8, "the slow host has all that it may have at once");
        var positions = await host.AppendAsync("quick", 200);
        await SubscribeAsync(caller, quick.Url, "quick");
        await UntilAsync(() => quick.Got.Count == 200, "200 deliveries", 15);
        quick.Got.Select(one => one.Position).ShouldBe(positions);
    }

    [Fact]
    public async Task A_dead_host_is_spared_and_probed_until_it_works()
    {
        var address = Closed();
        using var caller = await host.CallerAsync();
        await host.AppendAsync("dead", 1);
        var ids = new List<string>();
        for (var i = 0; i < 12; i++) ids.Add((await SubscribeAsync(caller, address, "dead")).Id);
        await UntilAsync(async () => (await AskAsync(caller, ids[0]))["circuit"]!["state"]!.GetValue<string>() == "open", "an open circuit");
        await Task.Delay(1_500);
        var before = await AttemptsAsync(caller, ids);
        host.Advance(TimeSpan.FromSeconds(50)); // all are due, and the circuit's minute is not over
        await Task.Delay(1_500);
        (await AttemptsAsync(caller, ids)).ShouldBe(before);
        host.Advance(TimeSpan.FromSeconds(15));
        await UntilAsync(async () => await AttemptsAsync(caller, ids) > before, "a probe");
        await Task.Delay(1_500);
        (await AttemptsAsync(caller, ids)).ShouldBe(before + 1, "one probe, of one of them");
        (await AskAsync(caller, ids[0]))["circuit"]!["failures"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task Rotation_overlaps_and_ends()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        var (id, first) = await SubscribeAsync(caller, receiver.Url, "rotated");
        var second = (await AskAsync(caller, id, "/rotate", new { overlapHours = 2 }))["secret"]!.GetValue<string>();
        second.ShouldNotBe(first);
        await host.AppendAsync("rotated", 1);
        await UntilAsync(() => receiver.Got.Count == 1, "the first");
        var both = receiver.Got.Last();
        both.IsSignedBy(first).ShouldBeTrue();
        both.IsSignedBy(second).ShouldBeTrue();
        both.Signatures.Split(' ').Length.ShouldBe(2);
        host.Advance(TimeSpan.FromHours(2.1));
        await host.AppendAsync("rotated", 1);
        await UntilAsync(() => receiver.Got.Count == 2, "the second");
        var one = receiver.Got.Last();
        one.IsSignedBy(first).ShouldBeFalse();
        one.IsSignedBy(second).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_may_no_longer_call_is_no_longer_told()
    {
        await using var receiver = await Receiver.StartAsync();
        var (account, other) = (await host.Ledger.AccountAsync(), await host.Ledger.AccountAsync());
        var key = await host.Ledger.KeyAsync(other);
        using var disabled = host.Ledger.Program($"Bearer {await host.Ledger.KeyAsync(account)}");
        using var revoked = host.Ledger.Program($"Bearer {key}");
        using var administrator = await host.CallerAsync(new Domain.Accounts.Grant(Domain.Accounts.Role.Administrator, "*"));
        var (one, _) = await SubscribeAsync(disabled, receiver.Url, "stopped");
        var (two, _) = await SubscribeAsync(revoked, receiver.Url, "stopped");
        await host.AppendAsync("stopped", 1);
        await UntilAsync(() => receiver.Got.Count == 2, "both were told");
        (await host.Ledger.Services.GetRequired<AccountManager>().ChangeAsync(account, today => new Domain.Accounts.AccountEvent.AccountDisabled { Effective = today }, "test", default)).ShouldBeNull();
        (await host.Ledger.Services.GetRequired<KeyManager>().RevokeAsync(KeyToken.Parse(key)!.Id, "test", default)).ShouldBeNull();
        await UntilAsync(async () => (await AskAsync(administrator, one))["reason"]?.GetValue<string>() == "owner-disabled", "stopped with its owner");
        await UntilAsync(async () => (await AskAsync(administrator, two))["reason"]?.GetValue<string>() == "key-revoked", "stopped with its key");
        await host.AppendAsync("stopped", 1);
        await Task.Delay(1_000);
        receiver.Got.Count.ShouldBe(2);
    }

    [Fact]
    public async Task No_secret_is_ever_said_again()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        var (id, secret) = await SubscribeAsync(caller, receiver.Url, "secret");
        var next = (await AskAsync(caller, id, "/rotate", new { }))["secret"]!.GetValue<string>();
        await host.AppendAsync("secret", 2);
        await UntilAsync(() => receiver.Got.Count == 2, "two");
        await AskAsync(caller, id, "/test");
        var said = string.Join('\n', host.Ledger.Logs) + await AskAsync(caller, id) + await AskAsync(caller, id, "/deliveries") + await AskAsync(caller, id, "/pause");
        await using var command = host.Ledger.Database.Ledger.Owner.CreateCommand(
            "select coalesce(string_agg(s::text, ''), '') || (select string_agg(c::text, '') from ledger.webhook_changes c) from ledger.webhook_secrets s");
        said += (string)(await command.ExecuteScalarAsync())!;
        foreach (var one in new[] { secret, next })
        {
            said.ShouldNotContain(one["whsec_".Length..]);
            said.ShouldNotContain(Convert.ToHexStringLower(Convert.FromBase64String(one["whsec_".Length..])), customMessage: "the database holds it encrypted");
        }
    }

    private static async Task<int> AttemptsAsync(HttpClient caller, List<string> ids)
    {
        var sum = 0;
        foreach (var id in ids) sum += (await AskAsync(caller, id))["attempts"]!.GetValue<int>();
        return sum;
    }

    // A port that nobody listens on: it was free a moment ago.
    private static string Closed()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
