namespace Ledger.Server.Recording;

/// <summary>
/// Lets the writers to one stream go one after the other within this server, so that they need not retry against each other.
/// Writers in other servers are met by the version check of the append; this only makes that rare.
/// </summary>
internal sealed class StreamGates : IDisposable
{
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the gates of some streams. Gates are taken in one order, so no two writers wait for each other.</summary>
    public async Task<IDisposable> EnterAsync(IEnumerable<string> streams, CancellationToken ct)
    {
        var wanted = streams.Select(stream => (uint)stream.GetHashCode(StringComparison.Ordinal) % _gates.Length).Distinct().Order().ToList();
        var passed = new Passage();
        try
        {
            foreach (var index in wanted)
            {
                await _gates[index].WaitAsync(ct);
                passed.Held.Push(_gates[index]);
            }

            return passed;
        }
        catch
        {
            passed.Dispose();
            throw;
        }
    }

    public void Dispose() => Array.ForEach(_gates, gate => gate.Dispose());

    private sealed class Passage : IDisposable
    {
        public Stack<SemaphoreSlim> Held { get; } = new();

        public void Dispose()
        {
            while (Held.TryPop(out var gate)) gate.Release();
        }
    }
}
