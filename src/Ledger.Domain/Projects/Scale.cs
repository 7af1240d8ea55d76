using Ledger.Domain.Quantities;

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
