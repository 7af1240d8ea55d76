namespace Ledger.Domain.Time;

/// <summary>A stretch of effective time in which one state holds.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day on which it holds no more; <see langword="null"/> if none.</param>
/// <param name="State">The state.</param>
/// <param name="MadeBy">The last fact folded into it.</param>
public sealed record Segment<TState>(DateOnly From, DateOnly? Until, TState State, Mark MadeBy);
