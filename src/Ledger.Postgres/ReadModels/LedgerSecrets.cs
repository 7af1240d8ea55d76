namespace Ledger.Postgres.ReadModels;

/// <summary>Keys that all servers of one ledger share; made by a migration, never changed.</summary>
/// <param name="database">The database.</param>
public sealed class LedgerSecrets(LedgerDatabase database)
{
    private const string Sql = "select value from ledger.ledger_secrets where name = $1";

    private byte[]? _cursorKey;

    /// <summary>The key that authenticates the cursors of listings: 32 bytes. Read once.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The database can not be reached.</exception>
    public async ValueTask<byte[]> CursorKeyAsync(CancellationToken ct = default)
    {
        if (_cursorKey is { } known) return known;
        await using var command = database.App.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = "cursor" });
        return _cursorKey = (byte[])(await command.ExecuteScalarAsync(ct)
            ?? throw new InvalidOperationException("The ledger has no cursor key: ledger.ledger_secrets was tampered with."));
    }
}
