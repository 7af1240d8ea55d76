using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Evidence;

/// <summary>Stores one chunk of a file that is being uploaded.</summary>
internal static class InsertChunk
{
    // The content's id is random and known to nobody else before the transaction is over: nobody waits for anybody here.
    private const string Sql = "insert into ledger.ledger_evidence_chunks (content, number, data) values ($1, $2, $3)";

    public static async Task ExecuteAsync(NpgsqlConnection connection, Guid content, int number, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = content });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Bytea });
        await command.ExecuteNonQueryAsync(ct);
    }
}
