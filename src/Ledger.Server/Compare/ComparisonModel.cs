using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Compare;

/// <summary>What the page that compares shows.</summary>
/// <param name="Plans">All plans to choose from.</param>
/// <param name="Sides">The times compared; null where no plan is chosen yet.</param>
/// <param name="Found">What differs.</param>
/// <param name="Before">How many projects stood at which stage on the earlier side, by code.</param>
/// <param name="After">The same on the later side.</param>
internal sealed record ComparisonModel(
    IReadOnlyList<Row<Plan.Published>> Plans, ComparedSides? Sides, Comparison? Found,
    IReadOnlyDictionary<string, long> Before, IReadOnlyDictionary<string, long> After);
