using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Plans;

/// <summary>规划文件: what identifies a published plan.</summary>
/// <param name="Code">Plan code, unique in the ledger.</param>
/// <param name="Title">Its title.</param>
/// <param name="DocumentNumber">文号, such as 巫溪府发〔2022〕14号.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Region">区县: the authority that owns it.</param>
/// <param name="RegionCode">GB/T 2260 code of the region, six digits, where it has one.</param>
/// <param name="IssuedOn">Printed issue date; absent where none is printed.</param>
/// <param name="PeriodStart">First day of its period.</param>
/// <param name="PeriodEnd">Last day of its period.</param>
/// <param name="Milestones">目标年: years with targets of their own.</param>
public sealed record PlanDocument(
    string Code,
    string Title,
    string? DocumentNumber,
    string Issuer,
    string Region,
    string? RegionCode,
    ReducedDate? IssuedOn,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    Sequence<int> Milestones);
