using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Postgres.Feed;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Feed;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Delivery;
using Ledger.Server.Webhooks.Signing;
using Ledger.Server.Webhooks.Targets;

namespace Ledger.Server.Webhooks.Api;

/// <summary>Sends tests, a few at a time: nobody makes the ledger knock at doors for him.</summary>
internal sealed class TestDeliveries(
    TargetClient client, TargetRules rules, SecretSafe safe, Subscriptions subscriptions, LedgerFeed feed, DeliveryReports reports, TimeProvider clock) : IDisposable
{
    private const int MostAtOnce = 8;

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>Sends one and keeps it in the log; null where too many are under way.</summary>
    public async Task<TestItem?> SendAsync(Subscription subscription, CancellationToken ct)
    {
        if (!await _places.WaitAsync(TimeSpan.Zero, ct)) return null;
        try
        {
            var id = $"msg_{subscription.Id}_test_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
            var sent = rules.Read(subscription.Target.Url).Wrong is { } wrong
                ? new Sent(DeliveryOutcome.NotAllowed, null, "The endpoint's address " + wrong, null, null, clock.GetUtcNow(), TimeSpan.Zero)
                : await client.SendAsync(new Message(new Uri(subscription.Target.Url), id, await EventAsync(subscription, id, ct), await safe.OpenAsync(subscription.Id, revision: null, ct)), ct);
            var attempt = new DeliveryAttempt(subscription.Id, DeliveryKind.Test, null, id, 1, sent.At, sent.Took, sent.Outcome, sent.Status, sent.Error, sent.Excerpt);
            await subscriptions.LogAsync(attempt, ct);
            reports.Report(attempt);
            return new TestItem(id, sent.At, (long)sent.Took.TotalMilliseconds, sent.Outcome, sent.Status, sent.Error, sent.Excerpt);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<byte[]> EventAsync(Subscription subscription, string id, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", id);
        json.WriteString("source", $"urn:uuid:{await feed.IdentityAsync(ct) ?? Guid.Empty}");
        json.WriteString("type", CloudEvents.TypePrefix + "webhook_test.v1");
        json.WriteString("time", WebJson.Text(clock.GetUtcNow()));
        json.WriteString("datacontenttype", "application/json");
        json.WriteStartObject("data");
        json.WriteString("subscription", subscription.Id);
        json.WriteString("name", subscription.Target.Name);
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(ct);
        return buffer.WrittenSpan.ToArray();
    }
}
