namespace Ledger.Domain.Time;

/// <summary>What one entry changed: stretches that the ledger believes no more, and those it believes from now on.</summary>
/// <param name="Closed">First days of the stretches that end with this entry's position.</param>
/// <param name="Opened">Stretches that begin to be known with this entry's position.</param>
public sealed record TimelineChange<TState>(IReadOnlyList<DateOnly> Closed, IReadOnlyList<Segment<TState>> Opened)
{
    /// <summary>Nothing changed.</summary>
    internal static TimelineChange<TState> None { get; } = new([], []);
}
