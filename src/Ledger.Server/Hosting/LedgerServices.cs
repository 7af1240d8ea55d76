using Ledger.Postgres.EventStore;
using Ledger.Postgres.Migrations;
using Ledger.Postgres.ReadModels;
using Ledger.Postgres;
using Ledger.Server.History;
using Ledger.Server.Identity;

namespace Ledger.Server.Hosting;

/// <summary>What every way of running the program needs: the database, the log, the read models and the questions to them.</summary>
internal static class LedgerServices
{
    /// <summary>Registers them. Nothing connects before <see cref="PrepareAsync"/>.</summary>
    /// <param name="services">The container.</param>
    /// <param name="connectionString">An Npgsql connection string whose user owns the schema.</param>
    public static IServiceCollection AddLedger(this IServiceCollection services, string connectionString) =>
        services.AddLedgerAt(_ => connectionString);

    /// <summary>Registers them for a database that is only being started while the container is built.</summary>
    /// <param name="services">The container.</param>
    /// <param name="connectionString">Asked when the first part is resolved.</param>
    public static IServiceCollection AddLedgerAt(this IServiceCollection services, Func<IServiceProvider, string> connectionString) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => LedgerDatabase.Open(connectionString(provider), provider.GetRequiredService<ILoggerFactory>()))
        .AddSingleton(provider => new EventStore(
            provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<ILogger<EventStore>>()))
        .AddSingleton<StreamLookups>()
        .AddSingleton<LedgerNotifications>()
        .AddSingleton<LedgerQueries>()
        .AddSingleton<HistoryReader>()
        .AddSingleton<ReadModelCatalog>()
        .AddSingleton<ReadModelRunner>()
        .AddSingleton<SilentCopies>()
        .AddAccounts();

    /// <summary>Brings the database up to date: migrations, roles, read models. Safe when several servers start at once.</summary>
    public static async Task PrepareAsync(this IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<LedgerDatabase>();
        await new Migrator(database, services.GetRequiredService<ILogger<Migrator>>()).MigrateAsync(ct);
        await services.GetRequiredService<ReadModelCatalog>().PrepareAsync(ct);
    }
}
