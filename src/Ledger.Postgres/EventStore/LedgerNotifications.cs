using System.Runtime.CompilerServices;
using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Tells readers that the log has grown, whichever server wrote. One connection serves any number of them.</summary>
/// <remarks>
/// A notification can be lost with its connection; the head is read after every reconnect, so none stays unnoticed. Readers
/// should still look by themselves now and then, as <see cref="WaitAsync"/> makes them do.
/// </remarks>
public sealed class LedgerNotifications(LedgerDatabase database) : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _starting = new();
    private TaskCompletionSource _grown = NewSignal();
    private Task? _listening;
    private long _position;

    /// <summary>The last position heard of; the log may be longer.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Waits until the log is known to be longer than a position.</summary>
    /// <param name="after">The position that the caller has.</param>
    /// <param name="atMost">When to return without news, so that the caller looks by itself.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <returns>The last position heard of, perhaps still <paramref name="after"/> or less.</returns>
    public async Task<long> WaitAsync(long after, TimeSpan atMost, CancellationToken ct = default)
    {
        Start();

        // The signal is fetched before the position is read: growth in between completes the signal that is held.
        var grown = Volatile.Read(ref _grown).Task;
        if (Position <= after)
        {
            try
            {
                await grown.WaitAsync(atMost, ct);
            }
            catch (TimeoutException)
            {
                // no news
            }
        }

        return Position;
    }

    /// <summary>Yields the log's last position whenever it has grown, leaving out those a slow reader missed.</summary>
    /// <param name="after">The position that the caller has.</param>
    /// <param name="ct">Ends the sequence with <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<long> ListenAsync(long after, [EnumeratorCancellation] CancellationToken ct = default)
    {
        while (true)
        {
            var position = await WaitAsync(after, Timeout.InfiniteTimeSpan, ct);
            if (position > after)
            {
                after = position;
                yield return position;
            }
        }
    }

    /// <summary>Stops listening. Waits that are under way end by their own bounds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_listening is { } listening)
        {
            await listening;
        }

        _closing.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Start()
    {
        if (_listening is not null)
        {
            return;
        }

        lock (_starting)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            _listening ??= Task.Run(() => RunAsync(_closing.Token), CancellationToken.None);
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Listen.ExecuteAsync(database.App, Hear, ct);
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException or IOException)
            {
                await Task.Delay(Retry, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Hear(long position)
    {
        if (position > _position)
        {
            Volatile.Write(ref _position, position);
            Interlocked.Exchange(ref _grown, NewSignal()).TrySetResult();
        }
    }
}
