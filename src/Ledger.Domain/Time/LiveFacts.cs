using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>Which entries of one stream stand, taken in one by one: the only place that knows what voiding and correcting do.</summary>
internal sealed class LiveFacts
{
    private readonly Dictionary<long, Fact> byPosition = [];
    private long last;

    public IEnumerable<Fact> All => byPosition.Values;

    /// <summary>Takes in the next entry: answers the fact that stands no more, and the one that stands from now on.</summary>
    public (Fact? Removed, Fact? Added) Record(Recorded entry)
    {
        if (entry.Position <= last)
            throw new ArgumentException($"The entry at {entry.Position} comes after the one at {last}: entries are taken in once, by position.", nameof(entry));
        last = entry.Position;
        switch (entry.Event)
        {
            case EntryEvent.EntryVoided voided:
                return (Remove(entry, voided.Position), null);
            case EntryEvent.EntryCorrected corrected:
                var mistaken = Remove(entry, corrected.Position);
                return (mistaken, Add(new Fact(corrected.Replacement.Effective.On, mistaken.Order, entry, corrected.Replacement)));
            default:
                return (null, Add(new Fact(entry.Event.Effective.On, entry.Position, entry, entry.Event)));
        }
    }

    private Fact Add(Fact fact)
    {
        byPosition.Add(fact.Entry.Position, fact);
        return fact;
    }

    // A voiding of nothing is as impossible as a correction of nothing: no decision lets it through, so it is corruption.
    private Fact Remove(Recorded entry, long position) => byPosition.Remove(position, out var fact)
        ? fact
        : throw new ImpossibleHistoryException(entry, $"names the entry at {position}, which does not stand");
}
