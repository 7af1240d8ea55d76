using System.Reflection;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>The schemas in which the read models live: one that answers, and beside it one that a rebuild fills.</summary>
internal static class ReadModelSchema
{
    /// <summary>The schema that answers.</summary>
    public const string Live = "ledger_read";

    /// <summary>The schema that a rebuild fills.</summary>
    public const string Next = "ledger_read_next";

    private const string Old = "ledger_read_old";

    /// <summary>Held by whoever writes a schema: the runner the live one, a rebuild the next one. Released when its session ends.</summary>
    public static long LockOf(string schema) => schema == Live ? 0x6c65_6467_6572_01 : 0x6c65_6467_6572_02;

    /// <summary>Whether the schema is there, or one table of it.</summary>
    public static async Task<bool> ExistsAsync(NpgsqlConnection connection, string schema, CancellationToken ct, string table = "models")
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select to_regclass($1) is not null";
        command.Parameters.Add(new() { Value = $"{schema}.{table}" });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Makes an empty live generation; one that is there is left as it is.</summary>
    public static async Task CreateAsync(NpgsqlConnection connection, bool appRole, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, $"select pg_advisory_xact_lock({LockOf(Live)} + 16)", ct);
        if (await ExistsAsync(connection, Live, ct)) return;
        await CreateTablesAsync(connection, Live, appRole, ct);
        await CreateIndexesAsync(connection, Live, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Makes the tables of an empty generation in the caller's transaction, throwing away what stood in its schema. Keys are still to be made.</summary>
    public static async Task CreateTablesAsync(NpgsqlConnection connection, string schema, bool appRole, CancellationToken ct)
    {
        await RunAsync(connection, $"drop schema if exists {schema} cascade; create schema {schema}; set local search_path = {schema}, pg_catalog;", ct);
        await RunAsync(connection, await ScriptAsync("Schema", ct), ct);
        if (appRole)
            await RunAsync(connection, $"grant usage on schema {schema} to ledger_app; grant select, insert, update on all tables in schema {schema} to ledger_app;", ct);
    }

    /// <summary>Makes the keys and indexes of a generation in the caller's transaction.</summary>
    public static async Task CreateIndexesAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        await RunAsync(connection, $"set local search_path = {schema}, pg_catalog; set local maintenance_work_mem = '128MB'", ct);
        await RunAsync(connection, await ScriptAsync("Indexes", ct), ct);
    }

    /// <summary>Puts the next generation in the live one's place.</summary>
    /// <remarks>
    /// Renaming a schema locks no table: queries under way finish on the old tables, and prepared statements are planned anew
    /// because PostgreSQL forgets its plans when a namespace changes. Only then is the old generation dropped; a query that was
    /// just locking its tables may deadlock with that, so dropping is tried again.
    /// </remarks>
    public static async Task SwapAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await DropAsync(connection, Old, ct);
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            if (await ExistsAsync(connection, Live, ct)) await RunAsync(connection, $"alter schema {Live} rename to {Old}", ct);
            await RunAsync(connection, $"alter schema {Next} rename to {Live}", ct);
            await transaction.CommitAsync(ct);
        }

        await DropAsync(connection, Old, ct);
    }

    private static async Task DropAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync(connection, $"drop schema if exists {schema} cascade", ct);
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < 5)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), ct);
            }
        }
    }

    internal static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        // Making the keys of a large generation takes as long as it takes.
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<string> ScriptAsync(string name, CancellationToken ct)
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ReadModels.{name}.sql")
            ?? throw new InvalidOperationException("The read models' schema is not part of the program.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}
