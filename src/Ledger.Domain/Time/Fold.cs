using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>The definition of state at two times. Everything else that answers about the past is a cache of this.</summary>
public static class Fold
{
    /// <summary>
    /// The facts that the ledger held at <paramref name="knownAt"/>: entries recorded by then, without those voided by then,
    /// corrections in the place of what they correct, in order of effective date and then of position.
    /// </summary>
    /// <param name="entries">Entries of one stream, in any order.</param>
    /// <param name="knownAt">Position up to which the ledger is read.</param>
    public static IReadOnlyList<Fact> Facts(IEnumerable<Recorded> entries, long knownAt = long.MaxValue)
    {
        var live = new Dictionary<long, Fact>();
        foreach (var entry in entries.Where(e => e.Position <= knownAt).OrderBy(e => e.Position))
        {
            switch (entry.Event)
            {
                case EntryEvent.EntryVoided voided:
                    live.Remove(voided.Position);
                    break;
                case EntryEvent.EntryCorrected corrected when live.Remove(corrected.Position, out var mistaken):
                    live.Add(entry.Position, new Fact(corrected.Replacement.Effective.On, mistaken.Order, entry, corrected.Replacement));
                    break;
                case EntryEvent.EntryCorrected:
                    throw new InvalidOperationException($"The entry at {entry.Position} corrects one that does not stand.");
                default:
                    live.Add(entry.Position, new Fact(entry.Event.Effective.On, entry.Position, entry, entry.Event));
                    break;
            }
        }

        return [.. live.Values.Order()];
    }

    /// <summary>What was true on <paramref name="asOf"/>, as the ledger knew it at <paramref name="knownAt"/>.</summary>
    /// <param name="entries">Entries of one stream, in any order.</param>
    /// <param name="asOf">The day asked about.</param>
    /// <param name="knownAt">Position up to which the ledger is read.</param>
    public static TState State<TState>(IEnumerable<Recorded> entries, DateOnly asOf, long knownAt = long.MaxValue)
        where TState : class, IAggregate<TState> =>
        Facts(entries, knownAt).Where(fact => fact.On <= asOf).Aggregate(TState.Initial, TState.Evolve);
}
