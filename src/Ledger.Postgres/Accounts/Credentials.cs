namespace Ledger.Postgres.Accounts;

/// <summary>The hashes of passwords. Which one is an account's own, its entries say.</summary>
/// <param name="database">The database.</param>
public sealed class Credentials(LedgerDatabase database)
{
    private const string AddSql = "insert into ledger.ledger_credentials (id, account, password_hash) values ($1, $2, $3)";

    private const string ReadSql = "select password_hash from ledger.ledger_credentials where id = $1 and account = $2";

    // Of rows made a moment ago one may be just about to be named by an entry: another server is changing the same password.
    private const string RemoveSql =
        "delete from ledger.ledger_credentials where account = $1 and id <> $2 and created < now() - interval '5 minutes'";

    /// <summary>Adds a hash. It is nobody's password until an entry names it.</summary>
    public async Task AddAsync(string id, string account, string hash, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(AddSql);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = account });
        command.Parameters.Add(new() { Value = hash });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Reads a hash.</summary>
    /// <returns>Null if there is none of that id for that account.</returns>
    public async Task<string?> ReadAsync(string id, string account, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(ReadSql);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = account });
        return (string?)await command.ExecuteScalarAsync(ct);
    }

    /// <summary>Removes the hashes of an account's former passwords.</summary>
    public async Task RemoveOthersAsync(string account, string id, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(RemoveSql);
        command.Parameters.Add(new() { Value = account });
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync(ct);
    }
}
