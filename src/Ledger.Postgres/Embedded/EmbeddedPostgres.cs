namespace Ledger.Postgres.Embedded;

/// <summary>A PostgreSQL of the ledger's own, on this machine, reachable over loopback only.</summary>
/// <remarks>
/// One data folder, one cluster, one database named <c>ledger</c>. PostgreSQL runs as a process of its own, outlives a ledger
/// that is killed, and is taken over by the next one; nothing that was committed is lost either way.
/// </remarks>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly bool exclusive;
    private readonly DataFolderLocks locks;
    private readonly LocalCluster cluster;
    private readonly Lock gate = new();
    private Task? stopped;

    private EmbeddedPostgres(string dataFolder, bool exclusive, DataFolderLocks locks, LocalCluster cluster)
    {
        DataFolder = dataFolder;
        this.exclusive = exclusive;
        this.locks = locks;
        this.cluster = cluster;
    }

    /// <summary>How to reach the database as its owner, a superuser. Holds the password: don't log it.</summary>
    public string ConnectionString => cluster.ConnectionString;

    /// <summary>The version of the PostgreSQL that runs, such as 18.4.</summary>
    public Version Version => cluster.Version;

    /// <summary>True when PostgreSQL was running already: left behind by a killed ledger, or started by another command.</summary>
    public bool Adopted => cluster.Adopted;

    /// <summary>The absolute path of the data folder.</summary>
    public string DataFolder { get; }

    /// <summary>Starts the PostgreSQL of a data folder, or takes over the one that runs; on an empty folder, creates it.</summary>
    /// <param name="options">Where the data and the programs are, and whether as server or as command.</param>
    /// <param name="cancellationToken">Gives up waiting; what has been started by then is left for the next start.</param>
    /// <returns>A PostgreSQL that accepts connections.</returns>
    /// <exception cref="EmbeddedPostgresException">It can't be; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = Embedded.DataFolder.Open(options.DataFolder);
        var locks = DataFolderLocks.Take(folder, options.Exclusive);
        try
        {
            using var turn = await locks.TurnAsync(cancellationToken);
            locks.Join();
            var cluster = await LocalCluster.OpenAsync(options, folder, cancellationToken);
            return new EmbeddedPostgres(folder.Path, options.Exclusive, locks, cluster);
        }
        catch (Exception e)
        {
            locks.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new EmbeddedPostgresException(
                    $"The data folder {folder.Path} can't be used ({e.Message.TrimEnd('.')}): mend that, or choose another "
                    + "folder with --data or LEDGER_DATA.", e);
            throw;
        }
    }

    /// <summary>Leaves the database: a server shuts it down, a command does so only when it is the last to use it.</summary>
    /// <returns>A task that ends when PostgreSQL has, bounded to about a minute; calling again gives the same task.</returns>
    /// <exception cref="EmbeddedPostgresException">PostgreSQL doesn't stop.</exception>
    public Task StopAsync()
    {
        lock (gate)
            return stopped ??= LeaveAsync();
    }

    /// <summary>The same as <see cref="StopAsync"/>.</summary>
    /// <returns>A task that ends when PostgreSQL has.</returns>
    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task LeaveAsync()
    {
        using (locks)
        {
            using var turn = await locks.TurnAsync(CancellationToken.None);
            if (exclusive | locks.LeaveAsLast())
                await cluster.StopAsync();
        }
    }
}
