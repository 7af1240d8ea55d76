using System.Net;
using System.Text.Json.Nodes;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Postgres.EventStore;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.Identity;
using Ledger.Server.Webhooks.Delivery;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>A ledger that delivers to the loopback. Use as <c>IClassFixture</c>.</summary>
public sealed class WebhookHost : IAsyncLifetime
{
    private static int _things;

    private IdentityHost? _host;
    private WebhookDeliverer? _deliverer;

    internal IdentityHost Ledger => _host!;

    public async Task InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(
            "Webhooks:AllowedPrivateHosts:0=127.0.0.1", "Webhooks:AnswerSeconds=1.5", "Webhooks:MostSubscriptions=12", "PublicAddress=https://ledger.example.org");
        _deliverer = _host.Services.GetRequired<WebhookDeliverer>();
        await _deliverer.StartAsync(default);
    }

    public async Task DisposeAsync()
    {
        await _deliverer!.StopAsync(default);
        await _host!.DisposeAsync();
    }

    /// <summary>A program of somebody with an account of his own.</summary>
    internal async Task<HttpClient> CallerAsync(params Grant[] grants) =>
        Ledger.Program($"Bearer {await Ledger.KeyAsync(await Ledger.AccountAsync(grants), 90, grants)}");

    /// <summary>Appends entries about projects of a plan; answers their positions.</summary>
    internal async Task<List<long>> AppendAsync(string plan, int count)
    {
        var streams = Enumerable.Range(0, count).Select(_ =>
        {
            var planned = World.Planned(plan, "1", "白马小学", Category.Compulsory, null, null, null);
            return new StreamAppend($"project-{plan}.p{Interlocked.Increment(ref _things)}", "project", ExpectedVersion.None, [new NewEntry(EventTypes.NameOf(planned), LedgerJson.Write(planned))]);
        });
        var positions = new List<long>();
        foreach (var some in streams.Chunk(500))
        {
            var result = await Ledger.Services.GetRequired<EventStore>().AppendAsync(new AppendRequest(some, "test"));
            positions.AddRange(result.ShouldBeOfType<AppendResult.Appended>().Entries.Select(entry => entry.Position));
        }

        return positions;
    }

    /// <summary>Subscribes to a plan from its beginning.</summary>
    internal static async Task<(string Id, string Secret)> SubscribeAsync(HttpClient caller, string url, string plan, string after = "0")
    {
        using var answer = await caller.SendAsync("/api/v1/subscriptions", new { name = "测试", url, filter = new { plans = new[] { plan } }, after });
        var made = await answer.ShouldBeAsync(HttpStatusCode.Created);
        return (made["id"]!.GetValue<string>(), made["secret"]!.GetValue<string>());
    }

    /// <summary>Asks for something about a subscription.</summary>
    internal static async Task<JsonNode> AskAsync(HttpClient caller, string id, string what = "", object? body = null)
    {
        using var answer = body is null && what is "" or "/deliveries" or "/dead-letters" or "/deliveries?limit=500"
            ? await caller.AskAsync($"/api/v1/subscriptions/{id}{what}")
            : await caller.SendAsync($"/api/v1/subscriptions/{id}{what}", body);
        return await answer.ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>Moves the clock and lets the deliverer look at it.</summary>
    internal void Advance(TimeSpan time)
    {
        Ledger.Clock.Advance(time);
        Ledger.Services.GetRequired<DeliveryBell>().Ring();
    }

    /// <summary>Waits until something holds.</summary>
    internal static async Task UntilAsync(Func<Task<bool>> holds, string what, double seconds = 20)
    {
        for (var until = Environment.TickCount64 + (long)(seconds * 1000); Environment.TickCount64 < until; await Task.Delay(20))
            if (await holds()) return;
        throw new TimeoutException($"It did not come about within {seconds} s: {what}");
    }

    internal static Task UntilAsync(Func<bool> holds, string what, double seconds = 20) => UntilAsync(() => Task.FromResult(holds()), what, seconds);
}
