using Ledger.Postgres.Webhooks;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>Delivers webhooks, on one of the servers of a ledger at a time.</summary>
internal sealed class WebhookDeliverer(DeliveryLedger ledger, DeliveryRound round, ILogger<WebhookDeliverer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await ledger.Lead(logger).RunAsync(round.RunAsync, stoppingToken);
    }
}
