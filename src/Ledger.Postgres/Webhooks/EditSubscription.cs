using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Gives a subscription another name, address or filter.</summary>
internal static class EditSubscription
{
    // Another address deserves another first attempt; what was acknowledged stays so.
    private const string Sql = """
        update ledger.webhook_subscriptions set name = $6, url = $7, host = $8, filter = $9, revision = revision + 1,
            next_attempt = case when url = $7 then next_attempt end, steps = case when url = $7 then steps else 0 end
        where id = $5 returning id, owner
        """;

    public static Task<bool> ExecuteAsync(NpgsqlDataSource source, string id, SubscriptionTarget target, Changer by, CancellationToken ct) =>
        RecordedChange.ExecuteAsync(
            source, Sql, by, "changed", new { target.Name, target.Url, target.Filter }, ct,
            Text(id), Text(target.Name), Text(target.Url), Text(target.Host), Json(Subscription.Write(target.Filter)));
}
