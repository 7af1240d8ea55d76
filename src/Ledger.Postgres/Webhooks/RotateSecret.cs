using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Gives a subscription a new secret. The one before stays valid for a while.</summary>
internal static class RotateSecret
{
    // The row's lock orders rotations. Of former secrets only the last two are kept: nobody signs with a list without end.
    private const string Sql = "update ledger.webhook_subscriptions set revision = revision + 1 where id = $5 returning id, owner";

    private const string EndSql = "update ledger.webhook_secrets set valid_until = $2 where subscription = $1 and valid_until is null";

    private const string PruneSql = """
        delete from ledger.webhook_secrets where subscription = $1
        and id not in (select id from ledger.webhook_secrets where subscription = $1 and valid_until > $2 order by id desc limit 2)
        """;

    private const string AddSql = """
        insert into ledger.webhook_secrets (subscription, sealed, created) select id, $2, $3 from ledger.webhook_subscriptions where id = $1
        """;

    /// <summary>Rotates.</summary>
    /// <param name="source">The database.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="secret">The encrypted secret.</param>
    /// <param name="now">Now.</param>
    /// <param name="until">Until when the one before is valid.</param>
    /// <param name="by">Who.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<bool> ExecuteAsync(
        NpgsqlDataSource source, string id, byte[] secret, DateTimeOffset now, DateTimeOffset until, Changer by, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Command(Sql, by, "rotated", new { until }, Text(id)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EndSql) { Parameters = { Text(id), Time(until) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PruneSql) { Parameters = { Text(id), Time(now) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AddSql) { Parameters = { Text(id), Bytes(secret), Time(now) } });
        await using var row = await batch.ExecuteReaderAsync(ct);
        var there = await row.ReadAsync(ct);
        while (await row.NextResultAsync(ct))
        {
            // to the end: only then is it known that all of it was done
        }

        return there;
    }
}
