using System.Collections.Concurrent;

namespace Ledger.Server.Recording;

/// <summary>
/// Idempotency keys whose first request this server is still answering. Between servers the append's own lock decides: the
/// second one there is told the first one's answer.
/// </summary>
internal sealed class RunningKeys
{
    private readonly ConcurrentDictionary<(string Actor, string Key), bool> _running = new();

    /// <summary>Marks a key as running until the result is disposed of; null if it runs already.</summary>
    public IDisposable? TryEnter(string actor, string key) => _running.TryAdd((actor, key), true) ? new Run(this, actor, key) : null;

    private sealed class Run(RunningKeys keys, string actor, string key) : IDisposable
    {
        public void Dispose() => keys._running.TryRemove((actor, key), out _);
    }
}
