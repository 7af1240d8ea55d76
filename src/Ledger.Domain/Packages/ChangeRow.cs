using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>A change that the document states.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document states it.</param>
/// <param name="Effective">From when the statement holds.</param>
/// <param name="Indicator">The indicator's id in the package.</param>
/// <param name="From">From when it changed.</param>
/// <param name="To">To when it changed.</param>
/// <param name="Value">By how much, signed; absent where only words can say it.</param>
/// <param name="Unit">The unit of its place, where it differs from the indicator's.</param>
/// <param name="AsWritten">The characters of the document.</param>
public sealed record ChangeRow(
    RowAt At, Source Source, ReducedDate? Effective,
    string Indicator, ReducedDate? From, ReducedDate? To, decimal? Value, string? Unit, string? AsWritten)
    : PackageRow(At, Source, Effective);
