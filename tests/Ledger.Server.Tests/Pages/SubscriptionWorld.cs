using Ledger.Postgres.Feed;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Server.Tests.Pages;

/// <summary>A subscription with everything that its page shows: deliveries that went well and badly, and dead letters. It is paused.</summary>
internal static class SubscriptionWorld
{
    public const string Id = "whexampleofpages";
    public const string Name = "市教委大屏";
    public const string Path = "/subscriptions/" + Id;

    /// <summary>Positions of the dead letters.</summary>
    public static readonly long[] DeadLetters = [4, 5, 6];

    public static async Task RecordAsync(IServiceProvider services)
    {
        var (subscriptions, deliveries, now) = (services.GetRequiredService<Subscriptions>(), services.GetRequiredService<DeliveryLedger>(), new TestClock().GetUtcNow());
        var owner = new Changer("user:tester.administrator", "user:tester.administrator");
        var target = new SubscriptionTarget(Name, "https://hooks.example.org/ledger/events/of/all/plans", "hooks.example.org:443", new FeedFilter(Regions: ["巫溪县"], Types: ["construction_started", "project_completed"]));
        if (!await subscriptions.CreateAsync(new NewSubscription(Id, target, 0, [1, 2, 3], null), owner, 20)) throw new InvalidOperationException("It is there already.");
        for (var position = 1; position <= 40; position++)
        {
            var (outcome, status, error) = (position % 9) switch
            {
                0 => (DeliveryOutcome.Refused, 500, "The endpoint answered 500."),
                4 => (DeliveryOutcome.TimedOut, default(int?), "The endpoint did not answer within 15 seconds."),
                _ => (DeliveryOutcome.Delivered, 200, default(string)),
            };
            await subscriptions.LogAsync(new DeliveryAttempt(
                Id, DeliveryKind.Entry, position, $"msg_{Id}_{position}", 1, now.AddHours(-position), TimeSpan.FromMilliseconds(12 * position), outcome, status, error, error is null ? "ok" : "<h1>Internal Server Error</h1>"));
        }

        var last = 0L;
        foreach (var position in DeadLetters)
        {
            var attempt = new DeliveryAttempt(
                Id, DeliveryKind.Entry, position, $"msg_{Id}_{position}", 11, now.AddMinutes(-position), TimeSpan.FromSeconds(15), DeliveryOutcome.TimedOut, null, "The endpoint did not answer within 15 seconds.", null);
            if (!await deliveries.GiveUpAsync(attempt, 1, last, now.AddDays(-3), default)) throw new InvalidOperationException("It is not as it was.");
            last = position;
        }

        await subscriptions.StopAsync(Id, SubscriptionState.Paused, "paused", owner);
    }
}
