using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Postgres.ReadModels;

/// <summary>What each next entry changes in the timeline of its stream, with as little of the timeline at hand as suffices.</summary>
/// <remarks>
/// An entry at the end needs the last step alone, which is remembered of very many streams. One that is late, corrects or is a review needs
/// the whole timeline, and such a stream will soon need it again: so it is remembered too, for fewer streams. What is not remembered
/// is read from the log.
/// </remarks>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="earlier">Reads what a stream held before an entry.</param>
/// <param name="basis">Whose word counts.</param>
/// <param name="planOf">The plan under which a thing is listed, of its stream's first entry.</param>
internal sealed class StreamTimelines<TState>(EarlierEntries earlier, Basis basis, Func<Recorded, string> planOf)
    where TState : class, IAggregate<TState>
{
    private readonly TailMemory<TState> _tails = new();
    private AnswerMemory<string, Timeline<TState>> _timelines = new(earlier.RememberedEntries);

    /// <summary>Takes in an entry. Each of a stream's is to be taken in, once and in order.</summary>
    /// <returns>The plan of its thing, and what it changed.</returns>
    /// <exception cref="UnreadableEventException">An earlier entry of the stream can't be read.</exception>
    /// <exception cref="ImpossibleHistoryException">No decision could have let the entry through.</exception>
    public async ValueTask<(string Plan, TimelineChange<TState> Change)> RecordAsync(Recorded entry, CancellationToken ct)
    {
        var timeline = _timelines.Find(entry.Stream);
        var needed = timeline is not null;
        if (Known(entry) is not var (tail, plan))
        {
            var before = await earlier.OfAsync(entry, ct);
            timeline ??= Of(before);
            (tail, plan) = (Tail<TState>.Of(timeline), planOf(before[0]));
        }

        if (!needed && Tail<TState>.Extend(tail, entry, basis) is { } extended)
        {
            _tails.Keep(entry.Stream, (extended.Next, plan));
            return (plan, extended.Change);
        }

        timeline ??= Of(await earlier.OfAsync(entry, ct));
        var change = timeline.Record(entry);
        _timelines.Keep(entry.Stream, timeline, entry.Version);
        _tails.Keep(entry.Stream, (Tail<TState>.Of(timeline), plan));
        return (plan, change);
    }

    /// <summary>Forgets everything, where what was taken in last may not have been kept.</summary>
    public void Clear()
    {
        _tails.Clear();
        _timelines = new(earlier.RememberedEntries);
    }

    private (Tail<TState> Tail, string Plan)? Known(Recorded entry) =>
        entry.Version == 1 ? (Tail<TState>.Empty, planOf(entry)) : _tails.Find(entry.Stream);

    private Timeline<TState> Of(IReadOnlyList<Recorded> entries)
    {
        var timeline = new Timeline<TState>(basis);
        foreach (var entry in entries) timeline.Record(entry);
        return timeline;
    }
}
