using Ledger.Domain.Entries;
using Ledger.Domain.Plans;

namespace Ledger.Domain.Projects;

/// <summary>What a project is to build, where, and who answers for it.</summary>
/// <param name="Category">学段.</param>
/// <param name="Nature">建设性质, absent where the source tells none.</param>
/// <param name="NatureAsWritten">建设性质 in the source's words.</param>
/// <param name="Sites">建设地址: one or more places as written.</param>
/// <param name="Facility">The school or campus it changes, as written.</param>
/// <param name="Scale">建设规模.</param>
/// <param name="ResponsibleUnit">责任单位.</param>
public sealed record Scope(
    Category Category,
    Nature? Nature,
    string? NatureAsWritten,
    Sequence<string> Sites,
    string? Facility,
    Scale Scale,
    string? ResponsibleUnit);
