using Ledger.Domain.Entries;

namespace Ledger.Domain.Time;

/// <summary>The last step of a timeline: all that is needed to take in the next entry while entries come in order of their dates.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Last">The place of the last fact in the order of the fold; <see langword="null"/> where there is none.</param>
/// <param name="State">The state after it.</param>
/// <param name="Waits">Whether a confirmed fact waits for another, so that the whole timeline is needed; see <see cref="Fold"/>.</param>
public sealed record Tail<TState>(Mark? Last, TState State, bool Waits = false)
    where TState : class, IAggregate<TState>
{
    /// <summary>The end of a timeline without entries.</summary>
    public static Tail<TState> Empty { get; } = new(null, TState.Initial);

    /// <summary>The end of a timeline.</summary>
    public static Tail<TState> Of(Timeline<TState> timeline) =>
        timeline.Last is { } last ? new Tail<TState>(last.MadeBy, last.State, timeline.Waits) : Empty with { Waits = timeline.Waits };

    /// <summary>Takes in an entry that holds no earlier than everything before it.</summary>
    /// <returns>
    /// What it changed and the new tail; <see langword="null"/> for a voiding, a correction, a review or a back-dated entry, which
    /// need the whole <see cref="Timeline{TState}"/>. The result is the same either way.
    /// </returns>
    public static (TimelineChange<TState> Change, Tail<TState> Next)? Extend(Tail<TState> tail, Recorded entry, Basis basis = Basis.Reported)
    {
        if (entry.Event is EntryEvent.EvidenceAttached) return (TimelineChange<TState>.None, tail);
        if (entry.Event is EntryEvent) return null;
        if (basis == Basis.Confirmed && !Review.IsPublished(entry)) return (TimelineChange<TState>.None, tail);
        var fact = new Fact(entry.Event.Effective.On, entry.Position, entry, entry.Event);
        if (tail.Waits || (tail.Last is { } before && fact.Mark.IsBefore(before)) || Fold.Waits(tail.State, fact, basis)) return null;
        var next = new Tail<TState>(fact.Mark, TState.Evolve(tail.State, fact));
        var opened = new Segment<TState>(fact.On, null, next.State, fact.Mark);
        if (tail.Last is not { } last) return (new TimelineChange<TState>([], [opened]), next);
        var open = new Segment<TState>(last.On, null, tail.State, last);
        return (new TimelineChange<TState>([open], fact.On == last.On ? [opened] : [open with { Until = fact.On }, opened]), next);
    }
}
