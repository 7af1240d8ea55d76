using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>A stretch of effective time in which one state holds.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it holds no more; <see langword="null"/> if none.</param>
/// <param name="State">The state.</param>
/// <param name="MadeBy">The last fact folded into it.</param>
public sealed record Segment<TState>(DateOnly From, DateOnly? Until, TState State, Fact MadeBy);

/// <summary>What one entry changed: stretches that the ledger believes no more, and those it believes from now on.</summary>
/// <param name="Closed">First days of the stretches that end with this entry's position.</param>
/// <param name="Opened">Stretches that begin to be known with this entry's position.</param>
public sealed record TimelineChange<TState>(IReadOnlyList<DateOnly> Closed, IReadOnlyList<Segment<TState>> Opened);

/// <summary>
/// The history of one stream cut into stretches, kept up to date entry by entry. An entry at the end costs one step; a
/// back-dated one costs the steps after its date.
/// </summary>
/// <typeparam name="TState">The state.</typeparam>
public sealed class Timeline<TState>
    where TState : class, IAggregate<TState>
{
    private readonly List<(Fact Fact, TState After)> steps = [];
    private readonly Dictionary<long, Fact> live = [];

    /// <summary>The stretches believed now, in order; days before the first know nothing.</summary>
    public IEnumerable<Segment<TState>> Segments => SegmentsFrom(0);

    /// <summary>Takes in the stream's next entry.</summary>
    /// <returns>What it changed; empty where it changes nothing.</returns>
    public TimelineChange<TState> Record(Recorded entry)
    {
        var (removed, added) = entry.Event switch
        {
            EntryEvent.EntryVoided voided => (live.GetValueOrDefault(voided.Position), (Fact?)null),
            EntryEvent.EntryCorrected corrected => Correction(entry, corrected),
            _ => (null, new Fact(entry.Event.Effective.On, entry.Position, entry, entry.Event)),
        };
        var start = FirstAffected(removed, added);
        var before = SegmentsFrom(start).ToList();
        Replace(removed, added);
        return Difference(before, SegmentsFrom(start).ToList());
    }

    private (Fact? Removed, Fact? Added) Correction(Recorded entry, EntryEvent.EntryCorrected corrected)
    {
        var mistaken = live.GetValueOrDefault(corrected.Position)
            ?? throw new InvalidOperationException($"The entry at {entry.Position} corrects one that does not stand.");
        return (mistaken, new Fact(corrected.Replacement.Effective.On, mistaken.Order, entry, corrected.Replacement));
    }

    // The stretch before the first step touched may end earlier or later than it did, so it is compared too.
    private int FirstAffected(Fact? removed, Fact? added)
    {
        var first = steps.Count;
        if (removed is not null) first = Math.Min(first, IndexOf(removed));
        if (added is not null) first = Math.Min(first, IndexOf(added));
        var day = first > 0 ? steps[first - 1].Fact.On : default;
        while (first > 0 && steps[first - 1].Fact.On == day) first--;
        return first;
    }

    private void Replace(Fact? removed, Fact? added)
    {
        var first = steps.Count;
        if (removed is not null)
        {
            first = IndexOf(removed);
            steps.RemoveAt(first);
            live.Remove(removed.Entry.Position);
        }

        if (added is not null)
        {
            var at = IndexOf(added);
            steps.Insert(at, (added, TState.Initial));
            live.Add(added.Entry.Position, added);
            first = Math.Min(first, at);
        }

        for (var i = first; i < steps.Count; i++)
            steps[i] = (steps[i].Fact, TState.Evolve(i == 0 ? TState.Initial : steps[i - 1].After, steps[i].Fact));
    }

    private int IndexOf(Fact fact)
    {
        var (low, high) = (0, steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (steps[middle].Fact < fact) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private IEnumerable<Segment<TState>> SegmentsFrom(int index)
    {
        for (var i = index; i < steps.Count; i++)
        {
            var day = steps[i].Fact.On;
            var from = day;
            while (i + 1 < steps.Count && steps[i + 1].Fact.On == day) i++;
            yield return new Segment<TState>(from, i + 1 < steps.Count ? steps[i + 1].Fact.On : null, steps[i].After, steps[i].Fact);
        }
    }

    private static TimelineChange<TState> Difference(List<Segment<TState>> before, List<Segment<TState>> after)
    {
        var kept = before.ToDictionary(segment => segment.From);
        var opened = new List<Segment<TState>>();
        foreach (var segment in after)
        {
            if (kept.TryGetValue(segment.From, out var old) && Same(old, segment)) kept.Remove(segment.From);
            else opened.Add(segment);
        }

        return new TimelineChange<TState>([.. kept.Keys.Order()], opened);
    }

    private static bool Same(Segment<TState> old, Segment<TState> @new) =>
        old.Until == @new.Until && old.MadeBy.Entry.Position == @new.MadeBy.Entry.Position && old.State.Equals(@new.State);
}
