namespace Ledger.Postgres.Accounts;

/// <summary>Counts wrong passwords in a row, for all servers together.</summary>
/// <param name="database">The database.</param>
public sealed class Lockouts(LedgerDatabase database)
{
    /// <summary>How many wrong passwords in a row lock an account.</summary>
    public const int MostFailures = 5;

    /// <summary>For how many minutes.</summary>
    public const int Minutes = 15;

    // An attempt counts as failed before its password is looked at, and is taken back by one that succeeds: of a hundred
    // guesses at once, five are looked at. The row's own lock lets one statement after the other see what the first one did.
    // A name without an account costs the same statement and leaves no row.
    private const string TakeSql = """
        insert into ledger.ledger_lockouts as l (account, failures)
        select $1, 1 where exists (select from ledger.mt_streams where id = 'account-' || $1)
        on conflict (account) do update set
            failures = case when l.locked_until <= clock_timestamp() then 1 else l.failures + 1 end,
            locked_until = case
                when l.locked_until > clock_timestamp() then l.locked_until
                when l.locked_until is null and l.failures + 1 >= 5 then clock_timestamp() + interval '15 minutes' end
        returning failures
        """;

    private const string ClearSql = "delete from ledger.ledger_lockouts where account = $1";

    private const string LockedSql = "select account, locked_until from ledger.ledger_lockouts where locked_until > clock_timestamp() and account = any($1)";

    /// <summary>Takes an attempt.</summary>
    /// <returns>Its number in a row, from 1; beyond <see cref="MostFailures"/> it must not be looked at. 0 for a name without an account.</returns>
    public async Task<int> TakeAsync(string account, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(TakeSql);
        command.Parameters.Add(new() { Value = account });
        return (int?)await command.ExecuteScalarAsync(ct) ?? 0;
    }

    /// <summary>Forgets the attempts: one has succeeded, or the password was set anew.</summary>
    public async Task ClearAsync(string account, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(ClearSql);
        command.Parameters.Add(new() { Value = account });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Which of some accounts are locked, and until when.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> OfAsync(IReadOnlyList<string> accounts, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(LockedSql);
        command.Parameters.Add(new() { Value = accounts.ToArray() });
        await using var row = await command.ExecuteReaderAsync(ct);
        var locked = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        while (await row.ReadAsync(ct)) locked.Add(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1));
        return locked;
    }
}
