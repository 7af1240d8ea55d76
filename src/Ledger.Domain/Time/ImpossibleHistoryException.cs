using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>A stored history that no decision could have let through: corruption, never skipped.</summary>
public sealed class ImpossibleHistoryException : Exception
{
    /// <summary>A fact that can't follow the state reached.</summary>
    /// <param name="state">The state reached.</param>
    /// <param name="fact">The fact that can't follow it.</param>
    public ImpossibleHistoryException(object state, Fact fact)
        : this(fact.Entry, $"can't follow the state {state.GetType().Name} of {fact.Entry.Stream}")
    {
    }

    /// <summary>An entry that can't be taken in at all.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="why">What is impossible about it, to follow its position and type in the message.</param>
    public ImpossibleHistoryException(Recorded entry, string why)
        : base(FormattableString.Invariant($"The entry at position {entry.Position} ({EventTypes.NameOf(entry.Event)}) {why}.")) =>
        Position = entry.Position;

    /// <summary>Position of the entry.</summary>
    public long Position { get; }
}
