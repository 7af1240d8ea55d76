using Ledger.Domain.Entries;

namespace Ledger.Domain.Packages;

/// <summary>An entry that a package asks for.</summary>
/// <param name="Event">The fact.</param>
/// <param name="At">The row that says it.</param>
public sealed record PackageEntry(LedgerEvent Event, RowAt At);
