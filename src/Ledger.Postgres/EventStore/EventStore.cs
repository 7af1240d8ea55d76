using Ledger.Postgres.Measures;
using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.EventStore;

/// <summary>The log of entries: appends to streams, and reads by stream and by position.</summary>
/// <remarks>
/// Concurrent callers of one store share commits; any number of stores, in any number of servers, may write to one database.
/// </remarks>
public sealed class EventStore : IAsyncDisposable
{
    private readonly LedgerDatabase _database;
    private readonly EventStoreOptions _options;
    private readonly AppendQueue _queue;
    private readonly AppendWriters _writers;

    /// <summary>Opens the store. The database has been migrated.</summary>
    /// <param name="database">The database; the caller disposes of it after the store.</param>
    /// <param name="logger">Told about lost connections and failures.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    public EventStore(LedgerDatabase database, ILogger<EventStore> logger, EventStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        _options = options ?? new EventStoreOptions();
        _queue = new AppendQueue(_options);
        _writers = new AppendWriters(_queue, database, logger);
    }

    /// <summary>Appends to all streams of a request or to none.</summary>
    /// <param name="request">What to append.</param>
    /// <param name="ct">
    /// Takes the request back while it waits. Once it has been sent the answer is waited for, so a cancelled append has
    /// appended nothing.
    /// </param>
    /// <returns>What happened; durable when it says that entries were appended.</returns>
    /// <exception cref="ArgumentException">The request breaks a bound that its types state.</exception>
    /// <exception cref="LedgerBusyException">Too many appends wait.</exception>
    /// <exception cref="LedgerUnavailableException">The database is away; the exception says whether the outcome is known.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it was sent.</exception>
    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken ct = default)
    {
        var call = AppendCall.Begin();
        try
        {
            var (entries, bytes) = RequestChecks.Check(request);
            ct.ThrowIfCancellationRequested();
            var pending = new PendingAppend(request, entries, bytes, _options.Clock) { Span = call.Span };
            _writers.Add(pending);
            if (!ct.CanBeCanceled)
            {
                return call.End(await pending.Answer);
            }

            await using var cancellation = ct.UnsafeRegister(
                static (state, token) => ((PendingAppend)state!).Cancel(token), pending);
            return call.End(await pending.Answer);
        }
        catch (Exception e)
        {
            call.Fail(e);
            throw;
        }
    }

    /// <summary>Reads what an actor's idempotency key was first used for.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="key">The key and the hash of the request at hand.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns><see cref="AppendResult.Repeated"/> or <see cref="AppendResult.KeyReused"/>; null where the key is new.</returns>
    public async Task<AppendResult?> FindAsync(string actor, IdempotencyKey key, CancellationToken ct = default)
    {
        await using var connection = await _database.App.OpenConnectionAsync(ct);
        return await ReadKnownRequest.ExecuteAsync(connection, actor, key, ct) switch
        {
            null => null,
            { Same: true } known => new AppendResult.Repeated(await ReadReceipt.ExecuteAsync(connection, known.First, known.Last, ct)),
            { } known => new AppendResult.KeyReused(known.First),
        };
    }

    /// <summary>Reads a stream from its first entry.</summary>
    /// <param name="stream">The stream's id.</param>
    /// <param name="upToPosition">The last position that counts, for the stream as it was then; null for all.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns>The entries in order of version; none if there is no such stream.</returns>
    public Task<IReadOnlyList<StoredEntry>> ReadStreamAsync(string stream, long? upToPosition = null, CancellationToken ct = default) =>
        ReadStream.ExecuteAsync(_database.App, stream, upToPosition ?? long.MaxValue, ct);

    /// <summary>Reads several streams whole, in one query.</summary>
    /// <param name="streams">Their ids.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns>The entries by stream, in order of version; a stream that is not there is absent.</returns>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<StoredEntry>>> ReadStreamsAsync(IReadOnlyList<string> streams, CancellationToken ct = default) =>
        ReadStreams.ReadAsync(_database.App, streams, [], ct);

    /// <summary>Reads the log in order of position, in constant memory.</summary>
    /// <param name="after">The position before the first one wanted; 0 for all.</param>
    /// <param name="limit">The most entries to read.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns>The entries up to the end that the log has when the reader gets there.</returns>
    public IAsyncEnumerable<StoredEntry> ReadAllAsync(long after, int limit = int.MaxValue, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return ReadAll.ExecuteAsync(_database.App, after, limit, ct);
    }

    /// <summary>Lists the ids of all streams, in the order of their characters' codes.</summary>
    public Task<IReadOnlyList<string>> StreamsAsync(CancellationToken ct = default) => ReadStreamNames.ExecuteAsync(_database.App, ct);

    /// <summary>Reads the entry at a position.</summary>
    /// <returns>Null if there is none yet.</returns>
    public Task<StoredEntry?> ReadEntryAsync(long position, CancellationToken ct = default) =>
        ReadEntry.ExecuteAsync(_database.App, position, ct);

    /// <summary>Reads the end of the log.</summary>
    public Task<Head> HeadAsync(CancellationToken ct = default) => ReadHead.ExecuteAsync(_database.App, ct);

    /// <summary>Finds what was known at an instant.</summary>
    /// <returns>The last position recorded at or before it, 0 if none.</returns>
    public Task<long> PositionAtAsync(DateTimeOffset instant, CancellationToken ct = default) =>
        ReadPositionAt.ExecuteAsync(_database.App, instant, ct);

    /// <summary>Waits for the appends under way and closes the writers. Appends that come later are refused.</summary>
    public ValueTask DisposeAsync()
    {
        _queue.Dispose();
        return _writers.DisposeAsync();
    }
}
