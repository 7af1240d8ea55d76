using Npgsql;

namespace Ledger.Postgres.Evidence;

/// <summary>Puts a file under its hash.</summary>
internal static class InsertEvidence
{
    // Two uploads of one content meet on the primary key: the second waits until the first has committed and then inserts
    // nothing, or, where the first was rolled back, inserts its own. It is the last statement of either, so neither waits long.
    private const string Sql = """
        insert into ledger.ledger_evidence (sha256, content, size, media_type, uploaded_by) values ($1, $2, $3, $4, $5)
        on conflict (sha256) do nothing
        """;

    /// <returns>Whether the file is new.</returns>
    public static async Task<bool> ExecuteAsync(NpgsqlConnection connection, EvidenceFile file, string actor, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Convert.FromHexString(file.Sha256) });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = file.Content });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = file.Size });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = file.MediaType });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = actor });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }
}
