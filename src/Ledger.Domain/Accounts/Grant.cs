namespace Ledger.Domain.Accounts;

/// <summary>A role, and where it holds.</summary>
/// <param name="Role">The role.</param>
/// <param name="Region">
/// Name of the region (区县) as the plans write it, or <c>*</c> for all. Supervisors and administrators always have <c>*</c>.
/// </param>
public sealed record Grant(Role Role, string Region);
