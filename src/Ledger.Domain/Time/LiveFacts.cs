using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>
/// Which entries of one stream stand, taken in one by one: the only place that knows what voiding, correcting and reviewing do.
/// An entry, its correction, the correction's correction and a voiding at the end make a chain; of a chain at most one fact
/// stands: that of its last link that counts.
/// </summary>
internal sealed class LiveFacts(Basis basis = Basis.Reported)
{
    private readonly List<Chain> chains = [];
    private readonly Dictionary<long, Chain> byPosition = [];
    private long last;

    public IEnumerable<Fact> All => chains.Select(chain => chain.Fact).OfType<Fact>();

    /// <summary>Takes in the next entry: answers the fact that stands no more, and the one that stands from now on.</summary>
    public (Fact? Removed, Fact? Added) Record(Recorded entry)
    {
        if (entry.Position <= last)
            throw new ArgumentException($"The entry at {entry.Position} comes after the one at {last}: entries are taken in once, by position.", nameof(entry));
        last = entry.Position;
        switch (entry.Event)
        {
            case EntryEvent.EntryReviewed reviewed:
                return Change(ChainOf(entry, reviewed.Position), link => link with { Counts = Counts(link.Entry, reviewed.Verdict == Verdict.Confirmed) });
            case EntryEvent.EntryVoided voided:
                return Change(Standing(entry, voided.Position, link => link.Entry.Event is not EntryEvent.EntryVoided), entry, null);
            case EntryEvent.EntryCorrected corrected:
                return Change(Standing(entry, corrected.Position, link => link.Fact is not null), entry, corrected.Replacement);
            case EntryEvent.EvidenceAttached attached:
                // A chain of its own without a fact: it is voided and reviewed like any other entry, and changes nothing.
                _ = ChainOf(entry, attached.Position);
                return Begin(entry, null);
            default:
                return Begin(entry, entry.Event);
        }
    }

    private (Fact? Removed, Fact? Added) Begin(Recorded entry, LedgerEvent? fact)
    {
        var chain = new Chain(entry.Position);
        chains.Add(chain);
        return Change(chain, entry, fact);
    }

    private bool Counts(Recorded entry, bool confirmed = false) => basis == Basis.Reported || confirmed || Review.IsPublished(entry);

    private (Fact? Removed, Fact? Added) Change(Chain chain, Recorded entry, LedgerEvent? @event)
    {
        var before = chain.Fact;
        // In the place of the first link, so that a correction stands exactly where the mistake stood.
        var fact = @event is null ? null : new Fact(@event.Effective.On, chain.Order, entry, @event);
        chain.Links.Add(new Link(entry, fact, Counts(entry)));
        byPosition.Add(entry.Position, chain);
        return Difference(before, chain.Fact);
    }

    private static (Fact? Removed, Fact? Added) Change(Chain chain, Func<Link, Link> change)
    {
        var before = chain.Fact;
        chain.Links[^1] = change(chain.Links[^1]);
        return Difference(before, chain.Fact);
    }

    private static (Fact? Removed, Fact? Added) Difference(Fact? before, Fact? after) => ReferenceEquals(before, after) ? (null, null) : (before, after);

    // What names an entry that does not stand is as impossible as what names none: no decision lets it through.
    private Chain ChainOf(Recorded entry, long position) => byPosition.TryGetValue(position, out var chain) && chain.Links[^1].Entry.Position == position
        ? chain
        : throw new ImpossibleHistoryException(entry, $"names the entry at {position}, which does not stand");

    private Chain Standing(Recorded entry, long position, Predicate<Link> stands) => ChainOf(entry, position) is var chain && stands(chain.Links[^1])
        ? chain
        : throw new ImpossibleHistoryException(entry, $"names the entry at {position}, which does not stand");

    /// <summary>An entry of a chain; it has no fact if it is a voiding or evidence.</summary>
    private sealed record Link(Recorded Entry, Fact? Fact, bool Counts);

    private sealed class Chain(long order)
    {
        public long Order => order;

        public List<Link> Links { get; } = new(1);

        public Fact? Fact => Links.FindLast(link => link.Counts)?.Fact;
    }
}
