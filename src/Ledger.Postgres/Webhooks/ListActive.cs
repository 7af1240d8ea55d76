using Npgsql;

namespace Ledger.Postgres.Webhooks;

/// <summary>An active subscription, as far as the deliverer needs to know it to see whether it has work.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Host">Its host.</param>
/// <param name="Owner">The person who answers for it.</param>
/// <param name="CreatedBy">The actor who made it.</param>
/// <param name="NextAttempt">Not before then; null: now.</param>
/// <param name="LookedUpTo">Nothing up to here is still to be delivered.</param>
/// <param name="Replays">Whether somebody asked for dead letters.</param>
public sealed record ActiveSubscription(
    string Id, long Revision, string Host, string Owner, string CreatedBy, DateTimeOffset? NextAttempt, long LookedUpTo, bool Replays);

/// <summary>Reads the active subscriptions.</summary>
internal static class ListActive
{
    private const string Sql = """
        select s.id, s.revision, s.host, s.owner, s.created_by, s.next_attempt, s.looked_up_to,
            exists (select from ledger.webhook_dead_letters d where d.subscription = s.id and d.state = 'requested')
        from ledger.webhook_subscriptions s where s.state = 'active'
        """;

    public static async Task<IReadOnlyList<ActiveSubscription>> ExecuteAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<ActiveSubscription>();
        while (await row.ReadAsync(ct))
        {
            all.Add(new ActiveSubscription(
                row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), Subscription.Time(row, 5), row.GetInt64(6), row.GetBoolean(7)));
        }

        return all;
    }
}
