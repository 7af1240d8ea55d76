using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Keeps that an attempt failed, and when the next one is due.</summary>
internal static class RecordFailure
{
    // Fenced as RecordAcknowledgement is.
    private const string Sql = $"""
        with moved as (
            update ledger.webhook_subscriptions set looked_up_to = greatest(looked_up_to, $3 - 1), attempts = $5, steps = $14,
                first_attempt = coalesce(first_attempt, $6), next_attempt = $15, last_error = $10
            where id = $1 and revision = $12 and last_entry = $13 and state = 'active' returning id),
        logged as ({DeliveryAttempt.InsertSql})
        select exists (select from moved)
        """;

    /// <summary>Keeps it.</summary>
    /// <param name="source">The database.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="revision">The subscription's revision when it was made.</param>
    /// <param name="lastEntry">Its last entry then.</param>
    /// <param name="steps">Steps of the schedule taken by now.</param>
    /// <param name="next">When the next attempt is due.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the subscription is no longer as it was.</returns>
    public static async Task<bool> ExecuteAsync(
        NpgsqlDataSource source, DeliveryAttempt attempt, long revision, long lastEntry, int steps, DateTimeOffset next, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        attempt.AddTo(command.Parameters);
        command.Parameters.Add(Number(revision));
        command.Parameters.Add(Number(lastEntry));
        command.Parameters.Add(Small(steps));
        command.Parameters.Add(Time(next));
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
