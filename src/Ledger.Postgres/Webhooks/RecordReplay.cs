using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Keeps what became of a dead letter's further attempt: it is settled, or waits again.</summary>
internal static class RecordReplay
{
    private const string Sql = $"""
        with settled as (
            update ledger.webhook_dead_letters set state = case when $8 = 'delivered' then 'replayed' else 'waiting' end,
                attempts = $5, last_attempt = $6, last_error = coalesce($10, last_error)
            where subscription = $1 and position = $3 and state = 'requested' returning subscription),
        logged as ({DeliveryAttempt.InsertSql})
        select exists (select from settled)
        """;

    public static async Task ExecuteAsync(NpgsqlDataSource source, DeliveryAttempt attempt, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        attempt.AddTo(command.Parameters);
        await command.ExecuteScalarAsync(ct);
    }
}
