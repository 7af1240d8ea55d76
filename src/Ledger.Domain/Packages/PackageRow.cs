using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>One row of a package: what the document says at one place.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document says it.</param>
/// <param name="Effective">From when it holds; absent where the plan states it as of its issue date.</param>
public abstract record PackageRow(RowAt At, Source Source, ReducedDate? Effective);
