using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>A step of a project that the document reports.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document reports it.</param>
/// <param name="Effective">When it was taken or seen.</param>
/// <param name="Project">The project's id in the package.</param>
/// <param name="Step">Which step.</param>
/// <param name="Observed">Whether the document only sees it as taken by then.</param>
/// <param name="Percent">Share of the works done, for <c>progress_reported</c> only.</param>
/// <param name="AsWritten">The document's words.</param>
public sealed record ProgressRow(
    RowAt At, Source Source, ReducedDate? Effective,
    string Project, ProgressStep Step, bool Observed, decimal? Percent, string? AsWritten)
    : PackageRow(At, Source, Effective);
