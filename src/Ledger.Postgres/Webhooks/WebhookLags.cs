using Ledger.Postgres.Measures;

namespace Ledger.Postgres.Webhooks;

/// <summary>How far webhooks are behind; read by whichever server is asked for its measures.</summary>
/// <param name="database">The database.</param>
public sealed class WebhookLags(LedgerDatabase database) : ISubscriptionLags
{
    // Those that somebody paused are behind because he wants it.
    private const string Sql = """
        select s.id, greatest(0, h.position - s.looked_up_to), coalesce(
            clock_timestamp() - (select e.timestamp from ledger.mt_events e where e.seq_id > s.looked_up_to order by e.seq_id limit 1), interval '0')
        from ledger.webhook_subscriptions s cross join ledger.ledger_head h where s.state = 'active'
        """;

    /// <inheritdoc />
    public async Task<IReadOnlyList<SubscriptionLag>> ReadAsync(CancellationToken ct)
    {
        await using var command = database.App.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(ct);
        var lags = new List<SubscriptionLag>();
        while (await row.ReadAsync(ct)) lags.Add(new SubscriptionLag(row.GetString(0), row.GetInt64(1), row.GetFieldValue<TimeSpan>(2)));
        return lags;
    }
}
