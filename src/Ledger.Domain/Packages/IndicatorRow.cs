using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;

namespace Ledger.Domain.Packages;

/// <summary>A measured quantity.</summary>
/// <param name="At">Where the row stands in the package.</param>
/// <param name="Source">Where the document defines it.</param>
/// <param name="Id">Its id in the package; the ledger's id is <c>code.id</c>.</param>
/// <param name="Definition">What it measures; <see cref="IndicatorDefinition.PartOf"/> is an id of the ledger.</param>
public sealed record IndicatorRow(RowAt At, Source Source, string Id, IndicatorDefinition Definition)
    : PackageRow(At, Source, null);
