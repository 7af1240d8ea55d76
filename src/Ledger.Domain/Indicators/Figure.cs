using Ledger.Domain.Time;

namespace Ledger.Domain.Indicators;

/// <summary>A figure exactly as a source gives it.</summary>
/// <param name="Period">The time it speaks of; absent where the source names none.</param>
/// <param name="Comparator">How it compares; absent where there is no figure.</param>
/// <param name="Value">The number in the unit of its place; absent where only words can say it (68:32, 保持大体相当, —, a blank).</param>
/// <param name="AsWritten">The characters of the source; absent where its place is blank.</param>
/// <param name="Unit">The unit that its place writes, where it differs from the indicator's.</param>
/// <param name="Bound">Which end of a range it is.</param>
public sealed record Figure(
    ReducedDate? Period,
    Comparator? Comparator,
    decimal? Value,
    string? AsWritten,
    string? Unit = null,
    Bound? Bound = null);
