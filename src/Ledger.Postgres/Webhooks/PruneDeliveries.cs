using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Keeps the log of deliveries within bounds, and drops what nobody needs any more.</summary>
internal static class PruneDeliveries
{
    private const string OldSql = "delete from ledger.webhook_deliveries where at < $1";

    private const string ManySql = """
        delete from ledger.webhook_deliveries d using (
            select s.id, (select w.id from ledger.webhook_deliveries w where w.subscription = s.id order by w.id desc offset $1 limit 1) as upto
            from ledger.webhook_subscriptions s) as bound
        where d.subscription = bound.id and d.id <= bound.upto
        """;

    private const string SettledSql = "delete from ledger.webhook_dead_letters where state in ('replayed', 'discarded') and last_attempt < $1";

    private const string SecretsSql = "delete from ledger.webhook_secrets where valid_until < $1";

    private const string CircuitsSql = "delete from ledger.webhook_circuits c where not exists (select from ledger.webhook_subscriptions s where s.host = c.host)";

    /// <summary>Prunes.</summary>
    /// <param name="source">The database.</param>
    /// <param name="now">Now.</param>
    /// <param name="age">How long an attempt is kept.</param>
    /// <param name="most">How many of one subscription.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task ExecuteAsync(NpgsqlDataSource source, DateTimeOffset now, TimeSpan age, int most, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OldSql) { Parameters = { Time(now - age) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ManySql) { Parameters = { Small(most) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SettledSql) { Parameters = { Time(now - age) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SecretsSql) { Parameters = { Time(now) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CircuitsSql));
        await batch.ExecuteNonQueryAsync(ct);
    }
}
