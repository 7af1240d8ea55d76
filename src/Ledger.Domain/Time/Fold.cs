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
    /// <param name="basis">Whose word counts: on the basis of what is confirmed, entries, voidings and corrections count from their confirmation on.</param>
    /// <exception cref="ImpossibleHistoryException">An entry voids or corrects one that does not stand.</exception>
    public static IReadOnlyList<Fact> Facts(IEnumerable<Recorded> entries, long knownAt = long.MaxValue, Basis basis = Basis.Reported)
    {
        var live = new LiveFacts(basis);
        foreach (var entry in entries.Where(e => e.Position <= knownAt).OrderBy(e => e.Position)) live.Record(entry);
        return [.. live.All.Order()];
    }

    /// <summary>What was true on <paramref name="asOf"/>, as the ledger knew it at <paramref name="knownAt"/>.</summary>
    /// <param name="entries">Entries of one stream, in any order.</param>
    /// <param name="asOf">The day asked about.</param>
    /// <param name="knownAt">Position up to which the ledger is read.</param>
    /// <param name="basis">Whose word counts.</param>
    public static TState State<TState>(IEnumerable<Recorded> entries, DateOnly asOf, long knownAt = long.MaxValue, Basis basis = Basis.Reported)
        where TState : class, IAggregate<TState> =>
        Facts(entries, knownAt, basis).Where(fact => fact.On <= asOf)
            .Aggregate(TState.Initial, (state, fact) => Waits(state, fact, basis) ? state : TState.Evolve(state, fact));

    /// <summary>Whether a fact can't follow what is confirmed, and waits until that on which it rests is confirmed too.</summary>
    /// <remarks>
    /// Reviewers confirm in any order, so a beginning of construction may be confirmed before the project is. That is no
    /// corruption. On the basis of what is reported every fact that stands counts, and one that can't follow is corruption.
    /// </remarks>
    internal static bool Waits<TState>(TState state, Fact fact, Basis basis)
        where TState : class, IAggregate<TState> => basis == Basis.Confirmed && TState.Refuse(state, fact.Event) is not null;
}
