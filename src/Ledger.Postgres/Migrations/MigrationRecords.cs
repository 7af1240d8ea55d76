using Npgsql;

namespace Ledger.Postgres.Migrations;

/// <summary>A migration that a database has.</summary>
internal sealed record MigrationRecord(int Version, string Name, byte[] Hash, DateTime AppliedAt);

/// <summary>The table <c>ledger.ledger_migrations</c>: what was applied, and applying one file more.</summary>
internal static class MigrationRecords
{
    // Created here and not by a migration, since the first migration already needs its record.
    private const string CreateSql = """
        create schema if not exists ledger;
        create table if not exists ledger.ledger_migrations (
            version    integer     not null constraint pk_ledger_migrations primary key,
            name       varchar     not null,
            sha256     bytea       not null,
            applied_at timestamptz not null default clock_timestamp()
        )
        """;

    private const string ReadSql = "select version, name, sha256, applied_at from ledger.ledger_migrations";

    private const string InsertSql = "insert into ledger.ledger_migrations (version, name, sha256) values ($1, $2, $3)";

    public static async Task LockAsync(NpgsqlConnection connection, long key, CancellationToken ct)
    {
        // The first server may be applying a long migration: the others wait for it, as long as it takes.
        await using var command = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key });
        await command.ExecuteNonQueryAsync(ct);
        // The owner's connections are reset when they are given back.
        await LostServer.BoundAsync(connection, silence: null, ct);
    }

    public static async Task UnlockAsync(NpgsqlConnection connection, long key)
    {
        if (connection.State != System.Data.ConnectionState.Open)
        {
            return; // the lock went with the connection
        }

        await using var command = new NpgsqlCommand("select pg_advisory_unlock($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public static async Task<Dictionary<int, MigrationRecord>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var create = new NpgsqlCommand(CreateSql, connection))
        {
            await create.ExecuteNonQueryAsync(ct);
        }

        var records = new Dictionary<int, MigrationRecord>();
        await using var read = new NpgsqlCommand(ReadSql, connection);
        await using var reader = await read.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            records.Add(reader.GetInt32(0), new MigrationRecord(
                reader.GetInt32(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetDateTime(3)));
        }

        return records;
    }

    public static async Task ApplyAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var script = new NpgsqlCommand(file.Sql, connection, transaction) { CommandTimeout = 0 })
        {
            await script.ExecuteNonQueryAsync(ct);
        }

        await using (var insert = new NpgsqlCommand(InsertSql, connection, transaction))
        {
            insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = file.Version });
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = file.Name });
            insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = file.Hash });
            await insert.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }
}
