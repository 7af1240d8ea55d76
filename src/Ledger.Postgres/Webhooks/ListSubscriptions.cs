using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>A subscription with what can be said of it from outside.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Head">The last position of the log.</param>
/// <param name="WaitingSince">When the first entry was recorded that was not looked at yet; null where there is none.</param>
/// <param name="DeadLetters">Those that nobody has settled.</param>
/// <param name="Circuit">Its host's circuit, where it is open.</param>
/// <param name="FormerSecretUntil">Until when a secret from before the last rotation is valid; null where none is.</param>
public sealed record SubscriptionStanding(Subscription Subscription, long Head, DateTimeOffset? WaitingSince, int DeadLetters, OpenCircuit? Circuit, DateTimeOffset? FormerSecretUntil);

/// <summary>Reads subscriptions in order of id.</summary>
internal static class ListSubscriptions
{
    private const string Sql = $"""
        select {Subscription.Columns}, h.position,
            (select e.timestamp from ledger.mt_events e where e.seq_id > s.looked_up_to order by e.seq_id limit 1),
            (select count(*)::int from ledger.webhook_dead_letters d where d.subscription = s.id and d.state in ('waiting', 'requested')),
            c.opened, c.probe_at, c.failures, c.last_error,
            (select max(w.valid_until) from ledger.webhook_secrets w where w.subscription = s.id and w.valid_until > now())
        from ledger.webhook_subscriptions s cross join ledger.ledger_head h left join ledger.webhook_circuits c on c.host = s.host
        where s.id > $1 and ($2 is null or s.owner = $2) and ($3 is null or s.id = $3) order by s.id limit $4
        """;

    /// <summary>Reads them.</summary>
    /// <param name="source">The database.</param>
    /// <param name="owner">Whose; null for everybody's.</param>
    /// <param name="id">Which one; null for all.</param>
    /// <param name="after">The id before the first one wanted.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<SubscriptionStanding>> ExecuteAsync(
        NpgsqlDataSource source, string? owner, string? id, string after, int limit, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Text(after));
        command.Parameters.Add(Text(owner));
        command.Parameters.Add(Text(id));
        command.Parameters.Add(Small(limit));
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<SubscriptionStanding>();
        while (await row.ReadAsync(ct))
        {
            const int more = Subscription.ColumnCount;
            var circuit = row.IsDBNull(more + 3)
                ? null
                : new OpenCircuit(row.GetString(3), Subscription.Time(row, more + 3)!.Value, Subscription.Time(row, more + 4)!.Value, row.GetInt32(more + 5), Subscription.Text(row, more + 6));
            all.Add(new SubscriptionStanding(Subscription.From(row), row.GetInt64(more), Subscription.Time(row, more + 1), row.GetInt32(more + 2), circuit, Subscription.Time(row, more + 7)));
        }

        return all;
    }
}
