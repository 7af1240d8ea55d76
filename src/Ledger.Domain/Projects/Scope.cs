using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;

namespace Ledger.Domain.Projects;

/// <summary>建设规模: how large a project is. What the source does not say is absent.</summary>
/// <param name="FloorAreaSquareMetres">建筑面积.</param>
/// <param name="SiteAreaMu">占地面积.</param>
/// <param name="Classes">班.</param>
/// <param name="Places">学位.</param>
/// <param name="InvestmentTenThousandYuan">投资.</param>
/// <param name="AsWritten">The source's own words.</param>
public sealed record Scale(
    SquareMetres? FloorAreaSquareMetres = null,
    Mu? SiteAreaMu = null,
    Classes? Classes = null,
    Places? Places = null,
    TenThousandYuan? InvestmentTenThousandYuan = null,
    string? AsWritten = null);

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

/// <summary>建设年限: when a project is to begin and to end.</summary>
/// <param name="Start">Begin, as exactly as told.</param>
/// <param name="End">End, as exactly as told; not before <paramref name="Start"/>.</param>
/// <param name="AsWritten">The source's own words, with its own dash.</param>
/// <param name="Committed">
/// ★: the plan promises completion within its period. <see langword="null"/> where the plan uses no such mark at all.
/// </param>
public sealed record Schedule(ReducedDate? Start, ReducedDate? End, string? AsWritten, bool? Committed);
