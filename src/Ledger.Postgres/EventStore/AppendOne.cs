using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>One call of <c>ledger.append_one</c> (migration 0004): one entry of one caller, alone in its commit.</summary>
internal static class AppendOne
{
    private const string Sql = """
        select head_before, recorded_from, actual, base, known_first, known_last, known_same
        from ledger.append_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    public static bool Fits(PendingAppend pending) => pending is { Entries: 1, Request.Guards: null or { Count: 0 } };

    /// <summary>Appends an entry.</summary>
    /// <returns>What was decided; durable, for the statement is its own transaction and its end is waited for.</returns>
    public static async Task<Decision> ExecuteAsync(NpgsqlConnection connection, PendingAppend pending)
    {
        var (request, append) = (pending.Request, pending.Request.Streams[0]);
        var entry = append.Entries[0];
        await using var command = new NpgsqlCommand(Sql, connection);
        Add(command, append.Stream, NpgsqlDbType.Varchar);
        Add(command, append.StreamType, NpgsqlDbType.Varchar);
        Add(command, append.Expected.Value, NpgsqlDbType.Bigint);
        Add(command, request.Actor, NpgsqlDbType.Varchar);
        Add(command, request.Idempotency?.Key, NpgsqlDbType.Varchar);
        Add(command, request.Idempotency?.RequestHash.ToArray(), NpgsqlDbType.Bytea);
        Add(command, pending.Ids[0], NpgsqlDbType.Uuid);
        Add(command, entry.Type, NpgsqlDbType.Varchar);
        Add(command, entry.Data, NpgsqlDbType.Jsonb);
        Add(command, entry.DotNetType, NpgsqlDbType.Varchar);
        Add(command, entry.Headers, NpgsqlDbType.Jsonb);
        Add(command, request.CorrelationId, NpgsqlDbType.Varchar);
        Add(command, request.CausationId, NpgsqlDbType.Varchar);

        await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);
        var known = row.IsDBNull(4) ? null : new KnownRequest(row.GetInt64(4), row.GetInt64(5), row.GetBoolean(6));
        var decision = new Decision(
            pending, row.GetInt64(0), row.GetDateTime(1), new[] { row.GetInt64(2) }, new[] { row.GetInt64(3) }, known);
        await row.NextResultAsync(CancellationToken.None);
        return decision;
    }

    private static void Add<T>(NpgsqlCommand command, T value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
