using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>A capital project that the document names.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document names it.</param>
/// <param name="Effective">From when it exists as planned.</param>
/// <param name="Id">Its id in the package; the ledger's id is <c>code.id</c>.</param>
/// <param name="Number">The document's own number.</param>
/// <param name="Name">Its name as written.</param>
/// <param name="Scope">What is to be built.</param>
/// <param name="Schedule">When.</param>
/// <param name="StatusAsWritten">Its status in the document's words.</param>
public sealed record ProjectRow(
    RowAt At, Source Source, ReducedDate? Effective,
    string Id, string? Number, string Name, Scope Scope, Schedule Schedule, string? StatusAsWritten)
    : PackageRow(At, Source, Effective);
