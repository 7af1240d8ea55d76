using Ledger.Postgres;
using Ledger.Postgres.Embedded;
using Ledger.Postgres.Migrations;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Benchmarks;

/// <summary>A data folder for one benchmark, removed at its end.</summary>
internal sealed class Scratch : IAsyncDisposable
{
    private EmbeddedPostgres? _postgres;

    /// <summary>The folder; PostgreSQL's account must be able to reach it.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"ledger-bench-{Guid.NewGuid():N}");

    /// <summary>PostgreSQL's programs as they lie beside this program.</summary>
    public static string Binaries { get; } = Path.Combine(AppContext.BaseDirectory, "postgresql");

    /// <summary>Starts the folder's PostgreSQL, with the default, durable settings of the product.</summary>
    /// <param name="exclusive">False to join the one that a server runs on the folder.</param>
    public async Task<EmbeddedPostgres> StartPostgresAsync(bool exclusive = true) =>
        _postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = Folder, BinariesFolder = Binaries, Exclusive = exclusive }, CancellationToken.None);

    /// <summary>Leads to its database, once PostgreSQL runs.</summary>
    public string ConnectionString => _postgres!.ConnectionString;

    /// <summary>Starts PostgreSQL and brings its database up to date.</summary>
    public async Task<LedgerDatabase> OpenAsync()
    {
        var postgres = await StartPostgresAsync();
        var database = LedgerDatabase.Open(postgres.ConnectionString + ";Maximum Pool Size=300");
        await new Migrator(database, NullLogger.Instance).MigrateAsync(CancellationToken.None);
        return database;
    }

    /// <summary>Stops the folder's PostgreSQL.</summary>
    public async Task StopPostgresAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
        _postgres = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopPostgresAsync();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
