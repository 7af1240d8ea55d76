using Ledger.Domain.Entries;

namespace Ledger.Domain.Packages;

/// <summary>An entry that a package wishes in addition to those that are there.</summary>
/// <param name="Event">The fact, voiding or correction.</param>
/// <param name="At">The row that says it; for what is gone the package itself.</param>
/// <param name="Ends">
/// Whether it only ends what the package says no more: if somebody else has ended it already, nothing is left to say.
/// </param>
public sealed record WishedEntry(LedgerEvent Event, RowAt At, bool Ends = false);
