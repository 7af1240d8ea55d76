using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.EventStore;

/// <summary>Runs the store's two writers while requests wait, and not while nothing does.</summary>
/// <remarks>
/// The database lets appends of all sessions through one after the other. The second writer is there so that it has always
/// the next batch at its gate: while one batch is appended and flushed, the answers of the one before are given, the requests
/// that follow on them are checked and encoded, sent, and parsed by the other session. What travels at the same time is not
/// ordered but by the database, under its lock; whoever waits for an answer before he asks again sees no difference.
/// </remarks>
internal sealed class AppendWriters : IAsyncDisposable
{
    // A batch that follows another too early is small, and pays for a commit of its own. So beside one under way the next is
    // sent when this many entries wait; when nothing is under way, at once.
    private const int LeastBeside = 64;

    // How often those just answered are let go first, see GatherAsync.
    private const int Yields = 8;

    private readonly AppendQueue _queue;
    private readonly Stack<AppendWriter> _free = new();
    private readonly AppendWriter[] _writers;
    private readonly Lock _starting = new();
    private int _busy;
    private volatile bool _closed;

    public AppendWriters(AppendQueue queue, LedgerDatabase database, ILogger logger)
    {
        _queue = queue;
        _writers = [new AppendWriter(database, logger), new AppendWriter(database, logger)];
        _free.Push(_writers[1]);
        _free.Push(_writers[0]);
    }

    /// <summary>Lets a request wait for a writer, and starts one if it is time.</summary>
    public void Add(PendingAppend pending)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(EventStore));
        _queue.Add(pending);
        Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        while (_queue.Count > 0 || Volatile.Read(ref _busy) > 0)
        {
            Start();
            await Task.Delay(1);
        }

        foreach (var writer in _writers)
        {
            await writer.DisposeAsync();
        }
    }

    // The caller's own thread sends the batch: a caller alone waits for nobody, not even for a thread.
    private void Start()
    {
        while (IsTime() && TryTake() is var (writer, batch))
        {
            _ = RunAsync(writer, batch);
        }
    }

    private bool IsTime()
    {
        var busy = Volatile.Read(ref _busy);
        return busy == 0 ? _queue.Count > 0 : busy < _writers.Length && _queue.Entries >= LeastBeside;
    }

    private (AppendWriter Writer, List<PendingAppend> Batch)? TryTake()
    {
        lock (_starting)
        {
            if (!IsTime())
            {
                return null;
            }

            var batch = _queue.Take();
            if (batch.Count == 0)
            {
                return null;
            }

            _busy++;
            return (_free.Pop(), batch);
        }
    }

    private async Task RunAsync(AppendWriter writer, List<PendingAppend> batch)
    {
        // A caller alone is answered on this thread, once the writer is free: waking another one costs as much as a statement.
        var alone = batch.Count == 1 ? batch[0] : null;
        alone?.Hold();
        await writer.WriteAsync(batch);
        if (alone is null || _queue.Count > 0)
        {
            await GatherAsync(batch.Count);
        }

        lock (_starting)
        {
            _free.Push(writer);
            _busy--;
        }

        // Those just answered are about to come again, and somebody may have come while it was not yet time.
        Start();
        alone?.Release();
    }

    // Those just answered are about to come again, and would find the writer gone with those who waited meanwhile; then the
    // two halves would go on to alternate, each paying for a commit. Letting their threads run first costs microseconds.
    private async Task GatherAsync(int answered)
    {
        var expected = answered + _queue.Count;
        for (var i = 0; i < Yields && _queue.Count < expected && Volatile.Read(ref _busy) == 1; i++)
        {
            await Task.Yield();
        }
    }
}
