using Npgsql;

namespace Ledger.Postgres.Evidence;

/// <summary>Finds a file by its hash.</summary>
internal static class ReadEvidence
{
    private const string Sql = "select content, size, media_type from ledger.ledger_evidence where sha256 = $1";

    public static async Task<EvidenceFile?> ExecuteAsync(NpgsqlConnection connection, byte[] sha256, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = sha256 });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new EvidenceFile(Convert.ToHexStringLower(sha256), row.GetGuid(0), row.GetInt64(1), row.GetString(2))
            : null;
    }
}
