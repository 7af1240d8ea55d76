using Ledger.Domain.Plans;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Feed;
using Ledger.Server.Health;
using Ledger.Server.Pages;
using Ledger.Server.Plans;
using Ledger.Server.Web;

namespace Ledger.Server.Overview;

/// <summary><c>GET /</c>: the plans at two times, the latest entries, and where the ledger stands.</summary>
internal static class ShowOverview
{
    private const int EntriesShown = 8;

    private static readonly Operation Operation = new("overview", "Pages", "", "", Parameters.AsOf, Parameters.KnownAt);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(
        ApiRequest request, HttpContext context, LedgerQueries queries, LedgerCounts counts, LatestEntries latest, EventStore store, StartupState startup)
    {
        if (await request.TimesAsync(Models.Plans, Models.Projects, Models.Indicators, Models.Findings) is not { } times) return request.Stop!;
        var rows = await queries.PlansAsync(times.At, ct: request.Aborted);
        var counted = await counts.OfAsync(times.At, [.. rows.Select(row => row.Id)], request.Aborted);
        return context.Page<OverviewPage, OverviewModel>(times, new OverviewModel(
            [.. rows.Select(row => PlanItem.Of(row, counted.GetValueOrDefault(row.Id, PlanCounts.None)))],
            await LatestAsync(latest, queries, rows, times, request.Aborted),
            await store.HeadAsync(request.Aborted),
            await HealthEndpoints.AskAsync(context, startup)));
    }

    private static async Task<IReadOnlyList<LatestEntry>> LatestAsync(
        LatestEntries latest, LedgerQueries queries, IReadOnlyList<Row<Plan.Published>> plans, Times times, CancellationToken ct) => await LatestEntry.NameAsync(
        await latest.ReadAsync(times.Position, EntriesShown, ct), queries, plans.ToDictionary(plan => plan.Id, plan => plan.State.Document.Region), times.Position, times.AsOf, ct);
}
