using Ledger.Postgres.Feed;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Feed;

/// <summary><c>GET /live</c>: the last entries of the feed that fit a filter; with script, also those that come.</summary>
internal static class ShowLivePage
{
    public const string Path = "/live";

    /// <summary>Entries on the page at most.</summary>
    public const int Shown = 30;

    /// <summary>Positions that are looked at for them at most.</summary>
    public const int LookedBack = 20_000;

    private static readonly TimeSpan PatienceWithNames = TimeSpan.FromSeconds(1);

    private static readonly Operation Operation = new("live", "Pages", "", "", FeedParameters.Filters);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(
        ApiRequest request, HttpContext context, LedgerFeed feed, LedgerQueries queries, LedgerPositions positions, ReadModelCatalog models, TimeProvider clock)
    {
        var filter = FeedQuestion.FilterOf(request.Values);
        if (request.Refused()) return request.Stop!;
        var end = await feed.EndAsync(Shown, filter, LookedBack, request.Aborted);
        // The feed is the log, and names are in the read models, a moment behind it. What they do not reach keeps its id.
        await models.WaitForAsync(end.Head, PatienceWithNames, request.Aborted);
        var known = await positions.FindAsync([Models.Plans, Models.Projects, Models.Indicators, Models.Findings], null, null, request.Aborted);
        var plans = await queries.PlansAsync(new AsKnown(DateOnly.MaxValue, known.Reached), ct: request.Aborted);
        return context.Page<LivePage, LivePageModel>(null, new LivePageModel(
            await LatestEntry.NameAsync([.. end.Entries.Select(entry => entry.Stored)], queries,
            plans.ToDictionary(plan => plan.Id, plan => plan.State.Document.Region), known.Reached, request.Today, request.Aborted),
            end.Head, clock.GetUtcNow(), end.Cut, [.. plans.Select(plan => new LivePlan(plan.Id, plan.State.Document.Region))]));
    }
}
