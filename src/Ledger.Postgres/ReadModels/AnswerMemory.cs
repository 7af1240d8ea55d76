namespace Ledger.Postgres.ReadModels;

/// <summary>Remembers answers about fixed positions, which never change; forgets those longest not asked for once they weigh too much.</summary>
/// <typeparam name="TKey">What is asked, with the position.</typeparam>
/// <typeparam name="TAnswer">The answer.</typeparam>
/// <param name="capacity">How much all answers together may weigh.</param>
public sealed class AnswerMemory<TKey, TAnswer>(long capacity)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TAnswer Answer, long Weight)>> _byKey = [];
    private readonly LinkedList<(TKey Key, TAnswer Answer, long Weight)> _latestFirst = new();
    private long _weight;

    /// <summary>How much all that is remembered weighs.</summary>
    public long Weight
    {
        get
        {
            lock (_lock) return _weight;
        }
    }

    /// <summary>The answer, or nothing where it is not remembered.</summary>
    public TAnswer? Find(TKey key)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node)) return default;
            if (node != _latestFirst.First)
            {
                _latestFirst.Remove(node);
                _latestFirst.AddFirst(node);
            }

            return node.Value.Answer;
        }
    }

    /// <summary>Remembers an answer in place of an earlier one of its key. One that weighs more than all may is not kept.</summary>
    public void Keep(TKey key, TAnswer answer, long weight)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var earlier)) Forget(earlier);
            if (weight > capacity) return;
            _byKey.Add(key, _latestFirst.AddFirst((key, answer, weight)));
            _weight += weight;
            while (_weight > capacity) Forget(_latestFirst.Last!);
        }
    }

    /// <summary>Forgets the answer of a key, if there is one.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var node)) Forget(node);
        }
    }

    private void Forget(LinkedListNode<(TKey Key, TAnswer Answer, long Weight)> node)
    {
        _byKey.Remove(node.Value.Key);
        _latestFirst.Remove(node);
        _weight -= node.Value.Weight;
    }
}
