using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>A subscription wished.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Target">What it is to be.</param>
/// <param name="After">The position before the first entry wanted.</param>
/// <param name="Sealed">The encrypted secret.</param>
/// <param name="Key">The request's Idempotency-Key with its fingerprint; null for none.</param>
public sealed record NewSubscription(string Id, SubscriptionTarget Target, long After, byte[] Sealed, (string Key, byte[] Hash)? Key);

/// <summary>Makes a subscription with its first secret.</summary>
internal static class CreateSubscription
{
    // The owner's requests queue here, so that no two of them both see the last free place. The statement after it sees what
    // the one before committed.
    private const string QueueSql = "select pg_advisory_xact_lock(hashtextextended($1, 1279607367))";

    private const string Sql = """
        insert into ledger.webhook_subscriptions (id, name, owner, created_by, url, host, filter, looked_up_to, last_entry, creation_key, creation_hash)
        select $5, $6, $2, $1, $7, $8, $9, $10, $10, $11, $12
        where (select count(*) from ledger.webhook_subscriptions where owner = $2) < $13
        and ($11 is null or not exists (select from ledger.webhook_subscriptions where created_by = $1 and creation_key = $11))
        returning id, owner
        """;

    private const string SecretSql = """
        insert into ledger.webhook_secrets (subscription, sealed, created)
        select id, $2, created from ledger.webhook_subscriptions where id = $1 -- there only if it was made just now: ids are random
        """;

    /// <summary>Makes it.</summary>
    /// <returns>False where its owner has as many as one may have, or the key was used before.</returns>
    public static async Task<bool> ExecuteAsync(NpgsqlDataSource source, NewSubscription wish, Changer by, int mostPerOwner, CancellationToken ct)
    {
        var (target, filter) = (wish.Target, Subscription.Write(wish.Target.Filter));
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(QueueSql) { Parameters = { Text(by.Person) } });
        var create = Command(
            Sql, by, "created", new { target.Name, target.Url, target.Filter, wish.After }, Text(wish.Id), Text(target.Name), Text(target.Url), Text(target.Host),
            Json(filter), Number(wish.After), Text(wish.Key?.Key), Bytes(wish.Key?.Hash), Number(mostPerOwner));
        batch.BatchCommands.Add(create);
        var secret = new NpgsqlBatchCommand(SecretSql) { Parameters = { Text(wish.Id), Bytes(wish.Sealed) } };
        batch.BatchCommands.Add(secret);
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        var made = await row.ReadAsync(ct);
        while (await row.NextResultAsync(ct))
        {
            // to the end: only then is it known that all of it was done
        }

        return made;
    }
}
