namespace Ledger.Postgres.ReadModels;

/// <summary>What the ledger believed about some days for some time: a rectangle in the plane of the two times.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Row">The state, and the days on which it was believed to hold.</param>
/// <param name="KnownFrom">Position from which it was believed.</param>
/// <param name="KnownUntil">First position from which it was believed no more; <see langword="null"/> if it is still.</param>
public sealed record Stretch<TState>(Row<TState> Row, long KnownFrom, long? KnownUntil)
{
    /// <summary>Whether it was believed at a position about a day.</summary>
    /// <param name="day">业务日期.</param>
    /// <param name="position">The position.</param>
    public bool Holds(DateOnly day, long position) =>
        Row.EffectiveFrom <= day && (Row.EffectiveUntil is not { } until || day < until) && KnownFrom <= position && (KnownUntil is not { } end || position < end);
}
