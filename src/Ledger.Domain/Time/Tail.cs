using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>The last step of a timeline: all that is needed to take in the next entry while entries come in order of their dates.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Last">The last fact in the order of the fold.</param>
/// <param name="State">The state after it.</param>
public sealed record Tail<TState>(Fact Last, TState State)
    where TState : class, IAggregate<TState>
{
    /// <summary>The end of a timeline, or <see langword="null"/> of an empty one.</summary>
    public static Tail<TState>? Of(Timeline<TState> timeline) =>
        timeline.Segments.LastOrDefault() is { } last ? new Tail<TState>(last.MadeBy, last.State) : null;

    /// <summary>Takes in an entry that holds no earlier than everything before it.</summary>
    /// <returns>
    /// What it changed and the new tail; <see langword="null"/> for a voiding, a correction or a back-dated entry, which need
    /// the whole <see cref="Timeline{TState}"/>. The result is the same either way.
    /// </returns>
    public static (TimelineChange<TState> Change, Tail<TState> Next)? Extend(Tail<TState>? tail, Recorded entry)
    {
        if (entry.Event is EntryEvent) return null;
        var fact = new Fact(entry.Event.Effective.On, entry.Position, entry, entry.Event);
        if (tail is not null && fact < tail.Last) return null;
        var next = new Tail<TState>(fact, TState.Evolve(tail?.State ?? TState.Initial, fact));
        var opened = new Segment<TState>(fact.On, null, next.State, fact);
        if (tail is null) return (new TimelineChange<TState>([], [opened]), next);
        var ended = new Segment<TState>(tail.Last.On, fact.On, tail.State, tail.Last);
        return (new TimelineChange<TState>([tail.Last.On], fact.On == tail.Last.On ? [opened] : [ended, opened]), next);
    }
}
