using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Deletes a subscription with its secrets, log and dead letters; what was done to it stays on record.</summary>
internal static class DeleteSubscription
{
    private const string Sql = "delete from ledger.webhook_subscriptions where id = $5 returning id, owner";

    public static Task<bool> ExecuteAsync(NpgsqlDataSource source, Subscription subscription, Changer by, CancellationToken ct) =>
        RecordedChange.ExecuteAsync(source, Sql, by, "deleted", new { subscription.Target.Name, subscription.Target.Url }, ct, Text(subscription.Id));
}
