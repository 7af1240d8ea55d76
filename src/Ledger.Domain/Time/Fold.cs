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
    /// <exception cref="ImpossibleHistoryException">An entry voids or corrects one that does not stand.</exception>
    public static IReadOnlyList<Fact> Facts(IEnumerable<Recorded> entries, long knownAt = long.MaxValue)
    {
        var live = new LiveFacts();
        foreach (var entry in entries.Where(e => e.Position <= knownAt).OrderBy(e => e.Position)) live.Record(entry);
        return [.. live.All.Order()];
    }

    /// <summary>What was true on <paramref name="asOf"/>, as the ledger knew it at <paramref name="knownAt"/>.</summary>
    /// <param name="entries">Entries of one stream, in any order.</param>
    /// <param name="asOf">The day asked about.</param>
    /// <param name="knownAt">Position up to which the ledger is read.</param>
    public static TState State<TState>(IEnumerable<Recorded> entries, DateOnly asOf, long knownAt = long.MaxValue)
        where TState : class, IAggregate<TState> =>
        Facts(entries, knownAt).Where(fact => fact.On <= asOf).Aggregate(TState.Initial, TState.Evolve);
}
