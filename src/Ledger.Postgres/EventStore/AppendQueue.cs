using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ledger.Postgres.Measures;

namespace Ledger.Postgres.EventStore;

/// <summary>The requests that wait, bounded in number and in bytes.</summary>
internal sealed class AppendQueue : IDisposable
{
    /// <summary>From this many entries on a request travels alone, by COPY.</summary>
    public const int CopyFrom = 2000;

    private const long MaxWaitingBytes = 64 << 20;
    private const long MaxBatchBytes = 8 << 20;

    private readonly EventStoreOptions _options;
    private readonly Meter _meter = new(LedgerMeter.Name);
    private readonly ConcurrentQueue<PendingAppend> _waiting = new();
    private readonly Lock _taking = new();
    private int _count;
    private int _entries;
    private long _bytes;

    public AppendQueue(EventStoreOptions options)
    {
        _options = options;
        _meter.CreateObservableUpDownCounter("ledger.append.queue.requests", () => (long)Count, "{request}", "Appends that wait for the writer.");
        _meter.CreateObservableUpDownCounter("ledger.append.queue.bytes", () => Interlocked.Read(ref _bytes), "By", "Bytes of entries that wait for the writer.");
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>How many entries the waiting requests have.</summary>
    public int Entries => Volatile.Read(ref _entries);

    /// <summary>Lets a request wait.</summary>
    /// <exception cref="LedgerBusyException">Too many wait already.</exception>
    public void Add(PendingAppend pending)
    {
        var count = Interlocked.Increment(ref _count);
        var bytes = Interlocked.Add(ref _bytes, pending.Bytes);
        Interlocked.Add(ref _entries, pending.Entries);

        // A request larger than the bound is let in when it would be the only one: its caller holds it in memory anyhow.
        if (count > _options.QueueLength || (bytes > MaxWaitingBytes && count > 1))
        {
            Leave(pending);
            throw new LedgerBusyException();
        }

        _waiting.Enqueue(pending);
    }

    /// <summary>Takes what travels together: requests in the order they came, as many as fit.</summary>
    /// <returns>An empty list when nothing waits.</returns>
    public List<PendingAppend> Take()
    {
        var batch = new List<PendingAppend>();
        var (entries, bytes) = (0, 0L);
        lock (_taking)
        {
            while (_waiting.TryPeek(out var next))
            {
                var fits = entries + next.Entries <= _options.MaxBatchEntries && bytes + next.Bytes <= MaxBatchBytes && next.Entries < CopyFrom;
                if (batch.Count > 0 && !fits)
                {
                    break;
                }

                _waiting.TryDequeue(out _);
                Leave(next);
                if (!next.TryTake())
                {
                    continue; // cancelled while it waited
                }

                batch.Add(next);
                entries += next.Entries;
                bytes += next.Bytes;
                if (next.Entries >= CopyFrom)
                {
                    break;
                }
            }
        }

        return batch;
    }

    /// <summary>Takes the gauges of the queue away. What waits is still written.</summary>
    public void Dispose() => _meter.Dispose();

    private void Leave(PendingAppend pending)
    {
        Interlocked.Decrement(ref _count);
        Interlocked.Add(ref _entries, -pending.Entries);
        Interlocked.Add(ref _bytes, -pending.Bytes);
    }
}
