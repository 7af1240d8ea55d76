namespace Ledger.Domain.Time;

/// <summary>What one entry changed: stretches that the ledger believes no more, and those it believes from now on.</summary>
/// <remarks>A stretch that merely ends earlier or later than was thought stands in both, but not in <see cref="Ended"/> and <see cref="Begun"/>.</remarks>
/// <param name="Closed">Stretches that end with this entry's position, in order of their days.</param>
/// <param name="Opened">Stretches that begin to be known with this entry's position, in order of their days.</param>
public sealed record TimelineChange<TState>(IReadOnlyList<Segment<TState>> Closed, IReadOnlyList<Segment<TState>> Opened)
    where TState : class
{
    /// <summary>Nothing changed.</summary>
    internal static TimelineChange<TState> None { get; } = new([], []);

    /// <summary>What is believed no more but for its end: a state that did not hold after all, or not from that day.</summary>
    public IEnumerable<Segment<TState>> Ended => Without(Closed, Opened);

    /// <summary>What was not believed before but for its end.</summary>
    public IEnumerable<Segment<TState>> Begun => Without(Opened, Closed);

    /// <summary>Whether two stretches of one first day differ in nothing but their end, which follows from the stretch after them.</summary>
    internal static bool Continues(Segment<TState> closed, Segment<TState> opened) =>
        closed.From == opened.From && closed.MadeBy.Position == opened.MadeBy.Position
        && (ReferenceEquals(closed.State, opened.State) || closed.State.Equals(opened.State));

    // Both are in order of their days.
    private static IEnumerable<Segment<TState>> Without(IReadOnlyList<Segment<TState>> all, IReadOnlyList<Segment<TState>> others)
    {
        var i = 0;
        foreach (var one in all)
        {
            while (i < others.Count && others[i].From < one.From) i++;
            if (i == others.Count || !Continues(one, others[i])) yield return one;
        }
    }
}
