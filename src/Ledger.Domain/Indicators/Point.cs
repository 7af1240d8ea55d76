using Ledger.Domain.Entries;

namespace Ledger.Domain.Indicators;

/// <summary>One figure in the course of an indicator.</summary>
/// <param name="Kind">What it is to its plan.</param>
/// <param name="Figure">The figure as given.</param>
/// <param name="Source">Where it is given.</param>
/// <param name="EffectiveFrom">The day from which it holds.</param>
/// <param name="Position">Position of the entry that gave it.</param>
/// <param name="RecordedAt">When the ledger learned it.</param>
public sealed record Point(
    PointKind Kind, Figure Figure, Source? Source, DateOnly EffectiveFrom, long Position, DateTimeOffset RecordedAt);
