namespace Ledger.Postgres.Accounts;

/// <summary>The hashes of the secrets of API keys; written once each.</summary>
/// <param name="database">The database.</param>
public sealed class KeySecrets(LedgerDatabase database)
{
    private const string AddSql = "insert into ledger.ledger_key_secrets (id, secret_hash) values ($1, $2)";

    private const string ReadSql = "select secret_hash from ledger.ledger_key_secrets where id = $1";

    /// <summary>Adds the hash of a key that is about to be issued.</summary>
    public async Task AddAsync(string id, byte[] hash, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(AddSql);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = hash });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Reads a hash.</summary>
    /// <returns>Null if there is none.</returns>
    public async Task<byte[]?> ReadAsync(string id, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(ReadSql);
        command.Parameters.Add(new() { Value = id });
        return (byte[]?)await command.ExecuteScalarAsync(ct);
    }
}
