using Ledger.Postgres.EventStore;
using Ledger.Server.Feed;
using Ledger.Server.Health;
using Ledger.Server.Plans;

namespace Ledger.Server.Overview;

/// <summary>What the overview shows.</summary>
/// <param name="Plans">The plans at the two times.</param>
/// <param name="Latest">The latest entries then, the last one first.</param>
/// <param name="Head">Where the ledger stands now.</param>
/// <param name="Health">Whether all its parts are ready now.</param>
internal sealed record OverviewModel(IReadOnlyList<PlanItem> Plans, IReadOnlyList<LatestEntry> Latest, Head Head, Readiness Health);
