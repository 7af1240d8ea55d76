using Npgsql;

namespace Ledger.Postgres.Doctor;

/// <summary>The database is one that keeps what it acknowledged, and refuses to change what was recorded.</summary>
public static class DatabaseChecks
{
    private const string Area = "database";

    // Statement triggers fire though no row matches, so a refusal shows without a row at risk; the transaction is never committed.
    private static readonly (string Name, string Sql)[] Changes =
    [
        ("update entries", "update ledger.mt_events set type = type where false"),
        ("delete entries", "delete from ledger.mt_events where false"),
        ("delete streams", "delete from ledger.mt_streams where false"),
        ("update receipts", "update ledger.ledger_idempotency set key = key where false"),
        ("delete receipts", "delete from ledger.ledger_idempotency where false"),
        ("truncate entries", "truncate ledger.mt_events cascade"),
        ("truncate streams", "truncate ledger.mt_streams cascade"),
    ];

    private static readonly (string Name, string Wanted, string Why)[] Settings =
    [
        ("fsync", "on", "A power cut could lose or damage what was acknowledged: set fsync = on."),
        ("full_page_writes", "on", "A power cut could damage what was acknowledged: set full_page_writes = on."),
        ("server_encoding", "UTF8", "Chinese text does not fit: make the database with encoding UTF8."),
    ];

    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="database">The database.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was found, in the order in which it should be read.</returns>
    public static async Task<IReadOnlyList<Check>> RunAsync(LedgerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var checks = new List<Check>
        {
            Check.Of(Area, "Version", connection.PostgreSqlVersion.Major >= 15, $"PostgreSQL {connection.PostgreSqlVersion}", "Use PostgreSQL 15 or later."),
            await MigratedAsync(connection, ct),
        };
        if (checks.Exists(check => check.Outcome == Outcome.Fail)) return checks;
        foreach (var (name, wanted, why) in Settings)
        {
            var value = await AskAsync<string>(connection, $"select current_setting('{name}')", ct);
            checks.Add(Check.Of(Area, name, value == wanted, value, why));
        }

        var commit = await AskAsync<string>(connection, "select current_setting('synchronous_commit')", ct);
        checks.Add(Check.Of(Area, "synchronous_commit", commit != "off", commit, "What was acknowledged could be lost: set synchronous_commit = on."));
        checks.Add(await RoleAsync(database, connection, ct));
        checks.Add(await RefusesAsync(connection, ct));
        return checks;
    }

    private static async Task<Check> MigratedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var there = await AskAsync<bool>(connection, "select to_regclass('ledger.mt_events') is not null and to_regclass('ledger_read.models') is not null", ct);
        var found = there ? $"migration {await AskAsync<int>(connection, "select max(version) from ledger.ledger_migrations", ct)}" : "no ledger in this database";
        return Check.Of(Area, "Schema", there, found, "Run 'ledger serve' or 'ledger import': either makes it.");
    }

    private static async Task<Check> RoleAsync(LedgerDatabase database, NpgsqlConnection connection, CancellationToken ct)
    {
        if (!await database.ProbeAppRoleAsync(ct))
            return new Check(Area, "Role ledger_app", Outcome.Warn, "can't be used; only triggers keep the log append-only",
                "Let a superuser run: create role ledger_app nologin; grant ledger_app to the ledger's user.");
        var may = await AskAsync<bool>(connection, """
            select has_table_privilege('ledger_app', 'ledger.mt_events', 'UPDATE, DELETE, TRUNCATE')
                or has_table_privilege('ledger_app', 'ledger.mt_streams', 'DELETE, TRUNCATE')
                or has_table_privilege('ledger_app', 'ledger.ledger_idempotency', 'UPDATE, DELETE, TRUNCATE')
            """, ct);
        return Check.Of(Area, "Role ledger_app", !may, may ? "may change or delete entries" : "may append, and not change or delete",
            "Revoke update, delete and truncate on the tables of schema ledger from ledger_app.");
    }

    private static async Task<Check> RefusesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var allowed = new List<string>();
        foreach (var (name, sql) in Changes)
            if (!await RefusedAsync(connection, sql, ct)) allowed.Add(name);
        return Check.Of(Area, "Append-only", allowed.Count == 0,
            allowed.Count == 0 ? $"{Changes.Length} kinds of change tried as the owner, all refused" : "the owner could " + string.Join(", ", allowed),
            "Somebody dropped or disabled the triggers append_only: restore them from Migrations/0002_append_only.sql, then compare with a backup.");
    }

    /// <summary>Whether a change is refused as one to what was recorded; it is never committed.</summary>
    internal static async Task<bool> RefusedAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // TRUNCATE locks before its trigger fires; a busy ledger is not to wait for a doctor.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await using var command = new NpgsqlCommand("set local lock_timeout = '2s'; " + sql, connection, transaction);
            await command.ExecuteNonQueryAsync(ct);
            return false;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.RestrictViolation)
        {
            return true;
        }
    }

    private static async Task<T> AskAsync<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }
}
