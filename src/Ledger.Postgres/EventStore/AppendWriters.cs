using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.EventStore;

/// <summary>Runs the store's one writer while requests wait, and not while nothing does.</summary>
/// <remarks>
/// One writer and not two: the database lets appends of all sessions through one after the other, so a second batch under
/// way only waits there, with fewer requests in it. Two were no faster at 8, 64 and 256 callers, measured on a busy machine.
/// </remarks>
internal sealed class AppendWriters(AppendQueue queue, LedgerDatabase database, ILogger logger) : IAsyncDisposable
{
    private const int Yields = 3;

    private readonly AppendWriter _writer = new(database, logger);
    private int _busy;
    private volatile bool _closed;

    /// <summary>Lets a request wait for the writer, and starts it if it is idle.</summary>
    public void Add(PendingAppend pending)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(EventStore));
        queue.Add(pending);
        Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;

        // Taking the writer for good waits until it has written what it has.
        while (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            await Task.Delay(1);
        }

        await WriteWaitingAsync();
        await _writer.DisposeAsync();
    }

    // The caller's own thread sends the batch: a caller alone waits for nobody, not even for a thread.
    private void Start()
    {
        if (Volatile.Read(ref _busy) == 0 && Interlocked.CompareExchange(ref _busy, 1, 0) == 0)
        {
            _ = RunAsync();
        }
    }

    private async Task RunAsync()
    {
        await WriteWaitingAsync();
        Interlocked.Exchange(ref _busy, 0);

        // Somebody may have come after the last look and before the writer was free again.
        if (queue.Count > 0)
        {
            Start();
        }
    }

    private async Task WriteWaitingAsync()
    {
        for (var batch = queue.Take(); batch.Count > 0; batch = queue.Take())
        {
            await _writer.WriteAsync(batch);

            // Those just answered are about to come again, and would find the writer gone with the first of them alone.
            // Letting their threads run first costs microseconds, and a caller alone nothing.
            for (var i = 0; i < Yields && batch.Count > 1 && queue.Count < batch.Count; i++)
            {
                await Task.Yield();
            }
        }
    }
}
