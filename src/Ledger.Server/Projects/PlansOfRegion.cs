using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Projects;

/// <summary>Turns a region into the codes of its plans.</summary>
internal static class PlansOfRegion
{
    /// <summary>The plans of a region, among some where they are given.</summary>
    /// <remarks>
    /// A project may be there before its plan is published: what a plan reports as achieved is older than the plan. So the
    /// plans are looked up whenever they were published, as far as the ledger knew of them.
    /// </remarks>
    public static async Task<IReadOnlyList<string>> FindAsync(
        LedgerQueries queries, string region, long position, IReadOnlyList<string>? among, CancellationToken ct)
    {
        var plans = await queries.PlansAsync(new AsKnown(DateOnly.MaxValue, position), region, ct);
        return [.. plans.Select(plan => plan.Id).Where(plan => among?.Contains(plan) ?? true)];
    }
}
