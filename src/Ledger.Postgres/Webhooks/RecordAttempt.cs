using Npgsql;

namespace Ledger.Postgres.Webhooks;

/// <summary>Keeps an attempt that moves nothing: a test.</summary>
internal static class RecordAttempt
{
    public static async Task ExecuteAsync(NpgsqlDataSource source, DeliveryAttempt attempt, CancellationToken ct)
    {
        await using var command = source.CreateCommand(DeliveryAttempt.InsertSql);
        attempt.AddTo(command.Parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}
