using Ledger.Domain.Simulations;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;

namespace Ledger.Server.Identity.Forms;

/// <summary>The regions in which roles can hold: those of the plans.</summary>
internal sealed class PlanRegions(LedgerQueries queries, LedgerPositions positions)
{
    /// <summary>Their names, without those of simulated plans, of which nobody real has a role.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct)
    {
        var known = await positions.FindAsync([Models.Plans], null, null, ct);
        var plans = await queries.PlansAsync(new AsKnown(DateOnly.MaxValue, known.Reached), ct: ct);
        return [.. plans.Where(plan => !Simulated.IsPlan(plan.Id)).Select(plan => plan.State.Document.Region).Distinct().Order(StringComparer.Ordinal)];
    }
}
