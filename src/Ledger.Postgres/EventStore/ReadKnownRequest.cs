using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Reads what an actor's idempotency key was first used for, before anything is decided about its repeat.</summary>
/// <remarks>
/// No lock: a key that is not found may be used a moment later. The append looks again, under its lock, and is what counts;
/// this read only spares a repeat from being decided against a stream that its first time has changed.
/// </remarks>
internal static class ReadKnownRequest
{
    private const string Sql = """
        select first_position, last_position, request_hash = $3 from ledger.ledger_idempotency where actor = $1 and key = $2
        """;

    public static async Task<KnownRequest?> ExecuteAsync(NpgsqlConnection connection, string actor, IdempotencyKey key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = actor });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Key });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.RequestHash.ToArray() });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new KnownRequest(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2)) : null;
    }
}
