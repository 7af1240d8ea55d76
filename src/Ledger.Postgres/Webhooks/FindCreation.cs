using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>Finds what a request with an Idempotency-Key made before.</summary>
internal static class FindCreation
{
    private const string Sql = "select id, creation_hash from ledger.webhook_subscriptions where created_by = $1 and creation_key = $2";

    /// <summary>Finds it.</summary>
    /// <returns>Its id and the fingerprint of its request; null where there is none.</returns>
    public static async Task<(string Id, byte[] Hash)?> ExecuteAsync(NpgsqlDataSource source, string actor, string key, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(Text(actor));
        command.Parameters.Add(Text(key));
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetString(0), row.GetFieldValue<byte[]>(1)) : null;
    }
}
