using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.EventStore;

/// <summary>Runs writers while requests wait, and none while nothing does.</summary>
internal sealed class AppendWriters : IAsyncDisposable
{
    private readonly AppendQueue _queue;
    private readonly Writer[] _writers;
    private volatile bool _closed;

    public AppendWriters(AppendQueue queue, LedgerDatabase database, ILogger logger)
    {
        _queue = queue;
        _writers = [.. Enumerable.Range(0, Count).Select(_ => new Writer(new AppendWriter(database, logger)))];
    }

    public static int Count { get; set; } = 1;
    public static int Yields { get; set; }

    /// <summary>Lets a request wait for a writer, and starts one if one is idle.</summary>
    public void Add(PendingAppend pending)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(EventStore));
        _queue.Add(pending);
        StartOne();
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        foreach (var writer in _writers)
        {
            // Taking a writer for good waits until it has written what it has.
            while (Interlocked.CompareExchange(ref writer.Busy, 1, 0) != 0)
            {
                await Task.Delay(1);
            }

            await RunAsync(writer.Append);
            await writer.Append.DisposeAsync();
        }
    }

    // The caller's own thread sends the batch: a caller alone so waits for nobody, not even for a thread.
    private void StartOne()
    {
        foreach (var writer in _writers)
        {
            if (Volatile.Read(ref writer.Busy) == 0 && Interlocked.CompareExchange(ref writer.Busy, 1, 0) == 0)
            {
                _ = StartAsync(writer);
                return;
            }
        }
    }

    private async Task StartAsync(Writer writer)
    {
        await RunAsync(writer.Append);
        Volatile.Write(ref writer.Busy, 0);

        // Somebody may have come after the last look and before the writer was free again.
        Interlocked.MemoryBarrier();
        if (_queue.Count > 0 && !_closed)
        {
            StartOne();
        }
    }

    private async Task RunAsync(AppendWriter writer)
    {
        while (true)
        {
            var batch = _queue.Take();
            if (batch.Count == 0) return;
            await writer.WriteAsync(batch);
            for (var i = 0; i < Yields && batch.Count > 1 && _queue.Count < batch.Count; i++) await Task.Yield();
        }
    }

    private sealed class Writer(AppendWriter append)
    {
        public int Busy;

        public AppendWriter Append { get; } = append;
    }
}
