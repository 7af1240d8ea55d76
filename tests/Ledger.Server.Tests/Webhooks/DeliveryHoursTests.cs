using Ledger.Postgres.EventStore;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Tests.Identity;
using Shouldly;
using Xunit;
using static Ledger.Server.Tests.Webhooks.WebhookHost;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>The log of deliveries, counted by the hour.</summary>
public sealed class DeliveryHoursTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    [Fact]
    public async Task Each_hour_has_its_outcomes_and_its_longest_lag()
    {
        using var caller = await host.CallerAsync();
        var (id, _) = await SubscribeAsync(caller, "http://127.0.0.1:9/", "nothing-of-hours");
        var positions = await host.AppendAsync("hours", 2);
        var store = host.Ledger.Services.GetRequired<EventStore>();
        var recorded = new[] { (await store.ReadEntryAsync(positions[0]))!.RecordedAt, (await store.ReadEntryAsync(positions[1]))!.RecordedAt };
        var subscriptions = host.Ledger.Services.GetRequired<Subscriptions>();
        var hour = new DateTimeOffset(recorded[1].UtcDateTime.Date, TimeSpan.Zero).AddDays(2);
        Task LogAsync(DateTimeOffset at, int? entry, DeliveryOutcome outcome, DeliveryKind kind = DeliveryKind.Entry) => subscriptions.LogAsync(new DeliveryAttempt(
            id, kind, entry is { } one ? positions[one] : null, "msg", 1, at, TimeSpan.FromSeconds(2), outcome, null, null, null));
        await LogAsync(hour.AddTicks(-10), 0, DeliveryOutcome.Refused); // the hour before
        await LogAsync(hour, 0, DeliveryOutcome.Refused);
        await LogAsync(hour.AddMinutes(30), 0, DeliveryOutcome.Delivered);
        await LogAsync(hour.AddMinutes(59), 1, DeliveryOutcome.Delivered);
        await LogAsync(hour.AddMinutes(59), 1, DeliveryOutcome.Delivered, DeliveryKind.Test);
        await LogAsync(hour.AddMinutes(59), null, DeliveryOutcome.Delivered, DeliveryKind.Test);
        await LogAsync(hour.AddMinutes(60), 0, DeliveryOutcome.Delivered, DeliveryKind.Replay);
        await LogAsync(recorded[0].AddMinutes(-5), 0, DeliveryOutcome.Delivered); // a clock that is behind

        var hours = await subscriptions.HoursAsync(id, hour.AddSeconds(-1));
        hours.Select(one => (one.Hour, one.Outcome, one.Attempts)).ShouldBe(
        [
            (hour.AddHours(-1), DeliveryOutcome.Refused, 1), (hour, DeliveryOutcome.Delivered, 2), (hour, DeliveryOutcome.Refused, 1), (hour.AddHours(1), DeliveryOutcome.Delivered, 1),
        ]);
        hours[1].Lag!.Value.TotalSeconds.ShouldBe((hour.AddMinutes(59).AddSeconds(2) - recorded[1]).TotalSeconds, 0.001);
        hours[2].Lag!.Value.TotalSeconds.ShouldBe((hour.AddSeconds(2) - recorded[0]).TotalSeconds, 0.001);
        hours[3].Lag.ShouldBeNull("a dead letter sent once more is no lag");
        (await subscriptions.HoursAsync(id, default)).Single(one => one.Hour < hour.AddHours(-1)).Lag.ShouldBe(TimeSpan.Zero);
    }
}
