using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Hosting;

/// <summary>A ledger opened by a command, beside a running server or for its own time.</summary>
internal sealed class LedgerInstance : IAsyncDisposable
{
    private readonly RunningDatabase _database;
    private readonly ServiceProvider _services;

    private LedgerInstance(RunningDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    /// <summary>The ledger's parts: see <see cref="LedgerServices"/>.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Opens a ledger whose schema may be missing or old: doctor looks, and changes nothing.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="add">Registers further parts, and logging.</param>
    /// <param name="ct">Gives up; nothing is left half done.</param>
    public static async Task<LedgerInstance> OpenAsFoundAsync(LedgerLocation location, Action<IServiceCollection> add, CancellationToken ct)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        add(services);
        RunningDatabase? database = null;
        services.AddLedgerAt(_ => database!.ConnectionString);
        var provider = services.BuildServiceProvider();
        try
        {
            database = await RunningDatabase.StartAsync(location, exclusive: false, provider.GetRequiredService<ILogger<LedgerInstance>>(), ct);
            return new LedgerInstance(database, provider);
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a ledger, brings it up to date and waits until its read models hold every entry.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="add">Registers further parts, and logging.</param>
    /// <param name="ct">Gives up; nothing is left half done.</param>
    public static async Task<LedgerInstance> OpenAsync(LedgerLocation location, Action<IServiceCollection> add, CancellationToken ct)
    {
        var instance = await OpenAsFoundAsync(location, add, ct);
        try
        {
            await instance.Services.PrepareAsync(ct);
            await instance.Services.GetRequiredService<ReadModelCatalog>().CatchUpAsync(ct);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes every connection, then leaves the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
