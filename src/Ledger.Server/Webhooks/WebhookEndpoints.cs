using Ledger.Postgres.Measures;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Webhooks.Api;
using Ledger.Server.Webhooks.Delivery;
using Ledger.Server.Webhooks.Forms;
using Ledger.Server.Webhooks.Signing;
using Ledger.Server.Webhooks.Targets;

namespace Ledger.Server.Webhooks;

/// <summary>Everything about webhooks: their parts and their operations. Composition only.</summary>
internal static class WebhookEndpoints
{
    /// <summary>Registers what they need. <see cref="WebhookDeliverer"/> is started by whoever hosts, once the database is there.</summary>
    public static void AddWebhooks(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton(WebhookSettings.Of(builder.Configuration))
        .AddSingleton<Subscriptions>()
        .AddSingleton<DeliveryLedger>()
        .AddSingleton<ISubscriptionLags, WebhookLags>()
        .AddSingleton<SecretSafe>()
        .AddSingleton<INames, SystemNames>()
        .AddSingleton<TargetRules>()
        .AddSingleton<TargetDoor>()
        .AddSingleton<TargetClient>()
        .AddSingleton<TargetInput>()
        .AddSingleton<SubscriptionDesk>()
        .AddSingleton<TestDeliveries>()
        .AddSingleton<SubscriptionActions>()
        .AddSingleton<DeadLetterDesk>()
        .AddSingleton<OwnerStanding>()
        .AddSingleton<HostCircuits>()
        .AddSingleton<DeliverySlots>()
        .AddSingleton<DeliveryReports>()
        .AddSingleton<DeliveryBell>()
        .AddSingleton<Dispatch>()
        .AddSingleton<DeliveryRound>()
        .AddSingleton<WebhookDeliverer>();

    /// <summary>Maps the operations.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        ListSubscriptions.Map(api);
        CreateSubscription.Map(api);
        ListSubscriptionChanges.Map(api);
        ShowSubscription.Map(api);
        ChangeSubscription.Map(api);
        PauseSubscription.Map(api);
        ResumeSubscription.Map(api);
        ReplaySubscription.Map(api);
        RotateSecret.Map(api);
        TestSubscription.Map(api);
        DeleteSubscription.Map(api);
        ListDeliveries.Map(api);
        ListDeadLetters.Map(api);
        ReplayDeadLetters.Map(api);
        ReplayDeadLetter.Map(api);
        DiscardDeadLetter.Map(api);
    }
}
