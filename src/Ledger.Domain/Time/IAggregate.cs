using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>A kind of thing whose history is one stream: how its state follows from facts, and which facts may follow which.</summary>
/// <typeparam name="TSelf">The state, compared by value.</typeparam>
public interface IAggregate<TSelf>
    where TSelf : class, IAggregate<TSelf>
{
    /// <summary>The word before the dash of its streams' names: <c>project</c> in <c>project-wuxi-145.baima-primary</c>.</summary>
    static abstract string StreamType { get; }

    /// <summary>The state before any fact.</summary>
    static abstract TSelf Initial { get; }

    /// <summary>Whether anything is known of it yet.</summary>
    bool Exists { get; }

    /// <summary>Why <paramref name="event"/> can't follow <paramref name="state"/>, or <see langword="null"/> if it can.</summary>
    static abstract Refusal? Refuse(TSelf state, LedgerEvent @event);

    /// <summary>The state after a fact. Pure; never called with what <see cref="Refuse"/> refuses.</summary>
    /// <exception cref="ImpossibleHistoryException">The fact can't follow the state at all.</exception>
    static abstract TSelf Evolve(TSelf state, Fact fact);
}
