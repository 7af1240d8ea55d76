using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Gives an entry up: it becomes a dead letter, and the subscription goes on behind it.</summary>
internal static class RecordDeadLetter
{
    // Fenced as RecordAcknowledgement is. The entry may be a dead letter already, from before a rewind: it is one again.
    private const string Sql = $"""
        with moved as (
            update ledger.webhook_subscriptions set looked_up_to = $3, last_entry = $3,
                attempts = 0, steps = 0, first_attempt = null, next_attempt = null, last_error = $10
            where id = $1 and revision = $12 and last_entry = $13 and state = 'active' returning id),
        logged as ({DeliveryAttempt.InsertSql}),
        dead as (
            insert into ledger.webhook_dead_letters (subscription, position, previous, webhook_id, first_attempt, last_attempt, attempts, last_error)
            select id, $3, $13, $4, $14, $6, $5, $10 from moved
            on conflict (subscription, position) do update set state = 'waiting', previous = excluded.previous, first_attempt = excluded.first_attempt,
                last_attempt = excluded.last_attempt, attempts = excluded.attempts, last_error = excluded.last_error)
        select exists (select from moved)
        """;

    /// <summary>Gives it up.</summary>
    /// <param name="source">The database.</param>
    /// <param name="attempt">The last attempt.</param>
    /// <param name="revision">The subscription's revision when it was made.</param>
    /// <param name="lastEntry">Its last entry then.</param>
    /// <param name="first">When the first attempt was made.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the subscription is no longer as it was.</returns>
    public static async Task<bool> ExecuteAsync(
        NpgsqlDataSource source, DeliveryAttempt attempt, long revision, long lastEntry, DateTimeOffset first, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        attempt.AddTo(command.Parameters);
        command.Parameters.Add(Number(revision));
        command.Parameters.Add(Number(lastEntry));
        command.Parameters.Add(Time(first));
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
