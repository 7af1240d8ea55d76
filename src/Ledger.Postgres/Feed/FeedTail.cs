using Ledger.Postgres.EventStore;
using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.Feed;

/// <summary>
/// The end of the log in memory, read once for all who follow it on this server. Whoever has fallen behind what it keeps reads
/// the database; nobody's slowness costs memory.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="notifications">Says when the log has grown.</param>
/// <param name="logger">Told about what keeps it from reading.</param>
public sealed class FeedTail(LedgerDatabase database, LedgerNotifications notifications, ILogger<FeedTail> logger) : IAsyncDisposable
{
    private const int MostKept = 8_192;
    private const long MostKeptBytes = 32 << 20;
    private const int MostRead = 1_000;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly Lock _changing = new();
    private readonly TailFacts _facts = new(database);
    private readonly CancellationTokenSource _closing = new();
    private volatile TaskCompletionSource _grown = NewSignal();
    private readonly FeedEntry?[] _ring = new FeedEntry?[MostKept]; // the entry at a position lies at position % MostKept
    private int _kept;
    private long _keptBytes;
    private long _end = -1;
    private int _followers;
    private Task _reading = Task.CompletedTask;

    /// <summary>How many follow now.</summary>
    public int Followers => Volatile.Read(ref _followers);

    /// <summary>Keeps the end of the log in memory until the answer is disposed.</summary>
    public IDisposable Follow()
    {
        lock (_changing)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_followers++ == 0) _reading = ReadOnAsync(_reading);
        }

        return new Following(this);
    }

    /// <summary>Reads from memory.</summary>
    /// <param name="after">The position before the first entry wanted.</param>
    /// <param name="limit">Entries at most.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <returns>The page, perhaps without news; null where memory does not go back so far, and the database must be asked.</returns>
    public FeedPage? Read(long after, int limit, FeedFilter filter)
    {
        lock (_changing)
        {
            if (_end < 0 || after < _end - _kept) return null;
            if (after >= _end) return new FeedPage(after, [], after, after);
            var wanted = new List<FeedEntry>();
            for (var position = after + 1; position <= _end; position++)
            {
                var entry = _ring[position % MostKept]!;
                if (!filter.Wants(entry)) continue;
                wanted.Add(entry);
                if (wanted.Count == limit) return new FeedPage(after, wanted, position, _end);
            }

            return new FeedPage(after, wanted, _end, _end);
        }
    }

    /// <summary>Waits until there is something after a position.</summary>
    /// <returns>False where there was nothing in that time.</returns>
    public async Task<bool> WaitAsync(long after, TimeSpan atMost, CancellationToken ct)
    {
        // Fetched before the end is read: growth in between completes the signal that is held.
        var grown = _grown.Task;
        if (Interlocked.Read(ref _end) > after) return true;
        try
        {
            await grown.WaitAsync(atMost, ct);
        }
        catch (TimeoutException)
        {
            return false;
        }

        return Interlocked.Read(ref _end) > after;
    }

    /// <summary>Ends the reading.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading;
        _closing.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadOnAsync(Task before)
    {
        await before;
        var ct = _closing.Token;
        while (Followers > 0 && !ct.IsCancellationRequested)
        {
            try
            {
                if (_end < 0) Begin((await ReadHead.ExecuteAsync(database.App, ct)).Position);
                while (await ReadPartAsync(ct) > 0)
                {
                }

                await notifications.WaitAsync(_end, Poll, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, it is said and tried again: a reader that stopped in silence would look like a quiet ledger.
                logger.LogWarning("The feed waits: {Reason} It goes on where it stopped.", e.Message);
                await Task.Delay(Poll, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        lock (_changing)
        {
            if (_followers > 0) return; // somebody came meanwhile, and the next reading goes on from here
            Array.Clear(_ring);
            (_kept, _keptBytes, _end) = (0, 0, -1);
            _facts.Forget();
        }
    }

    private void Begin(long end)
    {
        lock (_changing) _end = end;
        Signal();
    }

    private async Task<int> ReadPartAsync(CancellationToken ct)
    {
        var (stored, _, _) = await ReadFeedPart.ExecuteAsync(database.App, _end, MostRead, MostRead, filter: null, ct);
        if (stored.Count == 0) return 0;
        var entries = await _facts.AttachAsync(stored, ct);
        lock (_changing)
        {
            foreach (var entry in entries) Keep(entry);
        }

        Signal();
        return stored.Count;
    }

    private void Keep(FeedEntry entry)
    {
        if (_kept == MostKept) DropOldest();
        _end = entry.Stored.Position;
        _ring[_end % MostKept] = entry;
        _kept++;
        _keptBytes += entry.Stored.Data.Length;
        while (_keptBytes > MostKeptBytes && _kept > 1) DropOldest();
    }

    private void DropOldest()
    {
        ref var oldest = ref _ring[(_end - _kept + 1) % MostKept];
        _keptBytes -= oldest!.Stored.Data.Length;
        oldest = null;
        _kept--;
    }

    private void Signal() => Interlocked.Exchange(ref _grown, NewSignal()).TrySetResult();

    private void Leave()
    {
        lock (_changing) _followers--;
    }

    private sealed class Following(FeedTail tail) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) tail.Leave();
        }
    }
}
