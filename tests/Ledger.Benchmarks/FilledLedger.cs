using System.Diagnostics;
using System.Globalization;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Spectre.Console;

namespace Ledger.Benchmarks;

/// <summary>A ledger with a <see cref="BenchPlan"/> and read models that hold it. Cases of one run share it, for it takes a minute to fill.</summary>
internal sealed class FilledLedger : IAsyncDisposable
{
    private static readonly Dictionary<(int Projects, int EntriesEach), FilledLedger> Kept = [];
    private readonly Scratch _scratch = new();

    private FilledLedger(int projects, int entriesEach) => (Projects, EntriesEach) = (projects, entriesEach);

    public int Projects { get; }

    public int EntriesEach { get; }

    /// <summary>Day of the last entry of every project.</summary>
    public DateOnly LastDay => BenchPlan.Begin.AddDays((EntriesEach - 1) * 10);

    /// <summary>The day by which half of its entries hold.</summary>
    public DateOnly Middle => BenchPlan.Begin.AddDays(EntriesEach * 5);

    public Scratch Scratch => _scratch;

    public LedgerDatabase Database { get; private set; } = null!;

    public EventStore Store { get; private set; } = null!;

    public long Head { get; private set; }

    /// <summary>Fills one, or answers that of an earlier case.</summary>
    public static async Task<FilledLedger> OpenAsync(int projects, int entriesEach)
    {
        if (Kept.TryGetValue((projects, entriesEach), out var kept)) return kept;
        var ledger = Kept[(projects, entriesEach)] = new FilledLedger(projects, entriesEach);
        await ledger.FillAsync();
        return ledger;
    }

    /// <summary>Removes those that were filled.</summary>
    public static async Task CloseAllAsync()
    {
        foreach (var ledger in Kept.Values) await ledger.DisposeAsync();
        Kept.Clear();
    }

    /// <summary>Another set of doors to the same database, which remember nothing.</summary>
    public LedgerDatabase Doors() => LedgerDatabase.Open(_scratch.ConnectionString);

    /// <summary>Closes the doors and stops PostgreSQL, for a server that starts its own. Nothing else can be asked afterwards.</summary>
    public async Task LeaveAsync()
    {
        Kept.Remove((Projects, EntriesEach));
        await Store.DisposeAsync();
        await Database.DisposeAsync();
        await _scratch.StopPostgresAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Store is not null) await Store.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
        await _scratch.DisposeAsync();
    }

    private async Task FillAsync()
    {
        Database = await _scratch.OpenAsync();
        Store = new EventStore(Database, NullLogger<EventStore>.Instance);
        var catalog = new ReadModelCatalog(Database, Store, NullLogger<ReadModelCatalog>.Instance);
        await catalog.PrepareAsync();
        var clock = Stopwatch.StartNew();
        await new BenchPlan(Projects, EntriesEach).AppendAsync(Store);
        var appended = clock.Elapsed;
        Head = (await Store.HeadAsync()).Position;
        await catalog.RebuildAsync(null);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"(filled: {Head:N0} entries appended in {appended.TotalSeconds:0.0} s, read models in {(clock.Elapsed - appended).TotalSeconds:0.0} s)"));
        await using var settle = new NpgsqlCommand("vacuum analyze", await Database.Owner.OpenConnectionAsync()) { CommandTimeout = 600 };
        await settle.ExecuteNonQueryAsync();
        await settle.Connection!.DisposeAsync();
    }
}
