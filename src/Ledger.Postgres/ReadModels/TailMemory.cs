using Ledger.Domain.Time;

namespace Ledger.Postgres.ReadModels;

/// <summary>The last steps of the streams that were written to last. One that is not remembered costs a read of its stream.</summary>
internal sealed class TailMemory<TState>
    where TState : class, IAggregate<TState>
{
    /// <summary>Streams remembered at least, and at most twice as many: two or three kilobytes each.</summary>
    private const int Streams = 40_000;

    private Dictionary<string, (Tail<TState> Tail, string Plan)> _young = new(StringComparer.Ordinal);
    private Dictionary<string, (Tail<TState> Tail, string Plan)> _old = new(StringComparer.Ordinal);

    public (Tail<TState> Tail, string Plan)? Find(string stream) =>
        _young.TryGetValue(stream, out var tail) || _old.TryGetValue(stream, out tail) ? tail : null;

    // What was not written to for as long as it takes the younger half to fill is forgotten, all of it at once.
    public void Keep(string stream, (Tail<TState> Tail, string Plan) tail)
    {
        if (_young.Count >= Streams && !_young.ContainsKey(stream)) (_old, _young) = (_young, new(StringComparer.Ordinal));
        _young[stream] = tail;
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
    }
}
