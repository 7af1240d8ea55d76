using Ledger.Postgres;
using Ledger.Postgres.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Ledger.Testing;

/// <summary>A migrated database of a test class's own, dropped at the end. Use as <c>IClassFixture</c>.</summary>
public sealed class TestDatabase : IAsyncLifetime, IAsyncDisposable
{
    private readonly string _name = $"store_{Guid.NewGuid():N}";
    private readonly bool _migrate;
    private LedgerDatabase? _ledger;

    /// <summary>A database that is migrated.</summary>
    public TestDatabase()
        : this(migrate: true)
    {
    }

    private TestDatabase(bool migrate) => _migrate = migrate;

    /// <summary>The database's connection string.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(TestServer.ConnectionString) { Database = _name, IncludeErrorDetail = true }.ConnectionString;

    /// <summary>The doors to the database.</summary>
    public LedgerDatabase Ledger => _ledger ?? throw new InvalidOperationException("The database has not been created yet.");

    /// <summary>A database with nothing in it, which the caller disposes of.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        var database = new TestDatabase(migrate: false);
        await database.InitializeAsync();
        return database;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await AdministerAsync($"create database {_name} template template0 encoding 'UTF8'");
        _ledger = LedgerDatabase.Open(ConnectionString);
        if (_migrate)
        {
            await new Migrator(_ledger, NullLogger.Instance).MigrateAsync();
        }
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
        }

        await AdministerAsync($"drop database if exists {_name} with (force)");
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    private static async Task AdministerAsync(string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(TestServer.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
