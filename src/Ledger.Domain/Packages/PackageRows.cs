using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Packages;

/// <summary>One row of a package: what the document says at one place.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document says it.</param>
/// <param name="Effective">From when it holds; absent where the plan states it as of its issue date.</param>
public abstract record PackageRow(RowAt At, Source Source, ReducedDate? Effective);

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

/// <summary>A measured quantity.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document defines it.</param>
/// <param name="Id">Its id in the package; the ledger's id is <c>code.id</c>.</param>
/// <param name="Definition">What it measures; <see cref="IndicatorDefinition.PartOf"/> is an id of the ledger.</param>
public sealed record IndicatorRow(RowAt At, Source Source, string Id, IndicatorDefinition Definition)
    : PackageRow(At, Source, null);

/// <summary>A baseline, an achieved value or a target.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document gives it.</param>
/// <param name="Effective">From when it holds.</param>
/// <param name="Indicator">The indicator's id in the package.</param>
/// <param name="Kind">What it is to the plan.</param>
/// <param name="Figure">The figure as given.</param>
/// <param name="Observed">Whether the document only sees it as given by then.</param>
public sealed record FigureRow(
    RowAt At, Source Source, ReducedDate? Effective,
    string Indicator, PointKind Kind, Figure Figure, bool Observed)
    : PackageRow(At, Source, Effective);

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
