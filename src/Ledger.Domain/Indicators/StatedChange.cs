using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Indicators;

/// <summary>A change that a source states, kept to be held against the figures.</summary>
/// <param name="From">From when.</param>
/// <param name="To">To when.</param>
/// <param name="Value">The change.</param>
/// <param name="AsWritten">The characters of the source.</param>
/// <param name="Unit">The unit of its place.</param>
/// <param name="Source">Where it is stated.</param>
public sealed record StatedChange(ReducedDate? From, ReducedDate? To, decimal? Value, string? AsWritten, string? Unit, Source? Source);
