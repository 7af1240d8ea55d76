using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>
/// The history of one stream cut into stretches, kept up to date entry by entry. An entry at the end costs one step; a
/// back-dated one costs the steps from its date on.
/// </summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="basis">Whose word counts.</param>
public sealed class Timeline<TState>(Basis basis = Basis.Reported)
    where TState : class, IAggregate<TState>
{
    // States between two facts of one day are nobody's answer: one state is kept for each day, not for each fact.
    private readonly List<Day> days = [];
    private readonly LiveFacts live = new(basis);

    /// <summary>The stretches believed now, in order; days before the first know nothing.</summary>
    public IEnumerable<Segment<TState>> Segments => SegmentsFrom(0);

    /// <summary>The last fact that made a stretch with the state after it; <see langword="null"/> where there is none.</summary>
    internal (Mark MadeBy, TState State)? Last =>
        days.FindLast(day => day.MadeBy is not null) is { } last ? (last.MadeBy!.Mark, last.After) : null;

    /// <summary>Whether a confirmed fact waits for the confirmation of what it rests on; see <see cref="Fold"/>.</summary>
    public bool Waits => basis == Basis.Confirmed && days.Exists(day => day.Waits);

    /// <summary>Takes in the stream's next entry.</summary>
    /// <returns>What it changed.</returns>
    /// <exception cref="ArgumentException">The entry's position is not beyond those taken in before.</exception>
    /// <exception cref="ImpossibleHistoryException">No decision could have let the entry through. Discard the timeline.</exception>
    public TimelineChange<TState> Record(Recorded entry) => live.Record(entry) switch
    {
        (null, null) => TimelineChange<TState>.None,
        // What is confirmed may wait, and then makes no stretch: that is looked at in full.
        (null, { } added) when basis == Basis.Reported && (days.Count == 0 || days[^1].Facts[^1] < added) => Append(added),
        var (removed, added) => Rewrite(removed, added),
    };

    private TimelineChange<TState> Append(Fact added)
    {
        var previous = days.Count - 1;
        var open = previous < 0 ? null : SegmentAt(previous);
        if (open is not null && open.From == added.On)
        {
            days[previous].Append(added);
            return new TimelineChange<TState>([open], [SegmentAt(previous)]);
        }

        var day = new Day(added.On, previous < 0 ? TState.Initial : days[previous].After);
        day.Append(added);
        days.Add(day);
        return open is null
            ? new TimelineChange<TState>([], [SegmentAt(0)])
            : new TimelineChange<TState>([open], [SegmentAt(previous), SegmentAt(previous + 1)]);
    }

    private TimelineChange<TState> Rewrite(Fact? removed, Fact? added)
    {
        var touched = IndexOf(Earlier(removed?.On, added?.On));

        // The stretch before the first day touched may end earlier or later than it did, so it is compared too.
        var start = Math.Max(0, touched - 1);
        while (start > 0 && days[start].MadeBy is null) start--;
        var before = SegmentsFrom(start);
        if (removed is not null) Remove(removed);
        if (added is not null) Insert(added);
        for (var i = touched; i < days.Count; i++) days[i].Refold(i == 0 ? TState.Initial : days[i - 1].After, basis);
        return Difference(before, SegmentsFrom(start));
    }

    private static DateOnly Earlier(DateOnly? one, DateOnly? other) => (one ?? DateOnly.MaxValue) < (other ?? DateOnly.MaxValue) ? one!.Value : other!.Value;

    private void Remove(Fact fact)
    {
        var index = IndexOf(fact.On);
        days[index].Facts.Remove(fact);
        if (days[index].Facts.Count == 0) days.RemoveAt(index);
    }

    private void Insert(Fact fact)
    {
        var index = IndexOf(fact.On);
        if (index == days.Count || days[index].On != fact.On) days.Insert(index, new Day(fact.On, TState.Initial));
        var facts = days[index].Facts;
        facts.Insert(~facts.BinarySearch(fact), fact);
    }

    /// <summary>Index of the first day that is not before <paramref name="on"/>.</summary>
    private int IndexOf(DateOnly on)
    {
        var (low, high) = (0, days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (days[middle].On < on) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private List<Segment<TState>> SegmentsFrom(int start)
    {
        var segments = new List<Segment<TState>>(days.Count - start);
        DateOnly? until = null;
        for (var i = days.Count - 1; i >= start; i--)
        {
            if (days[i].MadeBy is not { } madeBy) continue;
            segments.Add(new Segment<TState>(days[i].On, until, days[i].After, madeBy.Mark));
            until = days[i].On;
        }

        segments.Reverse();
        return segments;
    }

    private Segment<TState> SegmentAt(int index) =>
        new(days[index].On, index + 1 < days.Count ? days[index + 1].On : null, days[index].After, days[index].MadeBy!.Mark);

    private static TimelineChange<TState> Difference(List<Segment<TState>> before, List<Segment<TState>> after)
    {
        var kept = before.ToDictionary(segment => segment.From);
        var opened = new List<Segment<TState>>();
        foreach (var segment in after)
        {
            if (kept.TryGetValue(segment.From, out var old) && Same(old, segment)) kept.Remove(segment.From);
            else opened.Add(segment);
        }

        return new TimelineChange<TState>([.. kept.Values.OrderBy(segment => segment.From)], opened);
    }

    private static bool Same(Segment<TState> old, Segment<TState> @new) => old.Until == @new.Until && TimelineChange<TState>.Continues(old, @new);

    private sealed class Day(DateOnly on, TState before)
    {
        public DateOnly On => on;

        public List<Fact> Facts { get; } = new(1);

        public TState After { get; private set; } = before;

        /// <summary>The last fact that counts; none where all of the day's wait.</summary>
        public Fact? MadeBy { get; private set; }

        public bool Waits { get; private set; }

        public void Append(Fact fact)
        {
            Facts.Add(fact);
            After = TState.Evolve(After, fact);
            MadeBy = fact;
        }

        public void Refold(TState start, Basis basis)
        {
            (After, MadeBy, Waits) = (start, null, false);
            foreach (var fact in Facts)
            {
                if (Fold.Waits(After, fact, basis)) Waits = true;
                else (After, MadeBy) = (TState.Evolve(After, fact), fact);
            }
        }
    }
}
