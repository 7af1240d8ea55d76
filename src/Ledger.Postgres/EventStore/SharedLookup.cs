namespace Ledger.Postgres.EventStore;

/// <summary>Looks things up by key for any number of callers at once, with few queries: those who come while one is under way share the next.</summary>
/// <remarks>
/// Nobody joins a query that has been sent: what a caller is told was read after it asked. So whoever must see at once what another server
/// has just recorded (a revoked key) sees it, and 64 callers cost as much as one or two. A caller alone waits for nobody.
/// </remarks>
/// <typeparam name="TKey">What things are found by.</typeparam>
/// <typeparam name="TValue">What is found.</typeparam>
/// <param name="read">Reads the values of some keys; a key that is not there is absent.</param>
/// <param name="mostAtOnce">Queries under way at once, at most.</param>
/// <param name="mostWaiting">Callers that wait at once, at most.</param>
public sealed class SharedLookup<TKey, TValue>(Func<TKey[], CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> read, int mostAtOnce, int mostWaiting)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private Round? _next;
    private int _running;
    private int _waiting;

    /// <summary>Looks some keys up.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="ct">Gives up waiting; others' look-ups go on.</param>
    /// <returns>The values by key, perhaps with those of others' keys.</returns>
    /// <exception cref="LedgerBusyException">Too many wait already.</exception>
    public async Task<IReadOnlyDictionary<TKey, TValue>> FindAsync(IReadOnlyList<TKey> keys, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > mostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new LedgerBusyException();
        }

        try
        {
            Round round;
            var start = false;
            lock (_lock)
            {
                round = _next ??= new Round();
                foreach (var key in keys) round.Keys.Add(key);
                if (_running < mostAtOnce)
                {
                    _running++;
                    start = true;
                }
            }

            if (start) _ = RunAsync();
            return await round.Found.Task.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            Round? round;
            lock (_lock)
            {
                (round, _next) = (_next, null);
                if (round is null)
                {
                    _running--;
                    return;
                }
            }

            try
            {
                // Not with any caller's token: the others of its round still want to know.
                round.Found.SetResult(await read([.. round.Keys], CancellationToken.None));
            }
            catch (Exception e)
            {
                round.Found.SetException(e);
                // Nobody may wait any more, and an exception that nobody looks at is none of the finalizer's business.
                _ = round.Found.Task.Exception;
            }
        }
    }

    private sealed class Round
    {
        public HashSet<TKey> Keys { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
