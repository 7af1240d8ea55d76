using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Keeps that an entry was acknowledged, with the attempt. Durable when it returns.</summary>
internal static class RecordAcknowledgement
{
    // The fence. A deliverer that lost its lead without noticing, or whose subscription somebody has just rewound, finds
    // another revision or another last entry, and moves nothing: what it delivered is delivered again, with the same id.
    private const string Sql = $"""
        with moved as (
            update ledger.webhook_subscriptions set looked_up_to = $3, last_entry = $3, acknowledged = $6,
                attempts = 0, steps = 0, first_attempt = null, next_attempt = null, last_error = null
            where id = $1 and revision = $12 and last_entry = $13 and state = 'active' returning id),
        logged as ({DeliveryAttempt.InsertSql})
        select exists (select from moved)
        """;

    /// <summary>Keeps it.</summary>
    /// <param name="source">The database.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="revision">The subscription's revision when it was made.</param>
    /// <param name="lastEntry">Its last entry then.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the subscription is no longer as it was.</returns>
    public static async Task<bool> ExecuteAsync(NpgsqlDataSource source, DeliveryAttempt attempt, long revision, long lastEntry, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        attempt.AddTo(command.Parameters);
        command.Parameters.Add(Number(revision));
        command.Parameters.Add(Number(lastEntry));
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
