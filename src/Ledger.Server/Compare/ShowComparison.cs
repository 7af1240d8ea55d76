using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Compare;

/// <summary><c>GET /compare</c>: two dates, or two knowledge times, side by side.</summary>
internal static class ShowComparison
{
    private static readonly Dictionary<string, long> Nothing = [];

    private static readonly Operation Operation = new("comparePage", "Pages", "", "",
        Parameters.Plan, Parameters.From, Parameters.To, Parameters.KnownFrom, Parameters.KnownTo, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/compare", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerQueries queries, LedgerCounts counts, EventStore store)
    {
        if (await request.KnownAsync(DateOnly.MaxValue, false, Parameters.KnownTo, Models.Plans) is not { } now) return request.Stop!;
        var plans = await queries.PlansAsync(now.At with { Basis = default }, ct: request.Aborted);
        if (request.Values.Text(Parameters.Plan) is not { } code)
            return context.Page<ComparisonPage, ComparisonModel>(null, new ComparisonModel(plans, null, null, Nothing, Nothing));
        var (sides, stop) = await CompareTimes.SidesAsync(request, queries, store, code);
        if (sides is null) return stop!;
        return context.Page<ComparisonPage, ComparisonModel>(null, new ComparisonModel(
            plans, sides, await CompareTimes.CompareAsync(queries, store, code, sides.Earlier, sides.Later, request.Aborted),
            await StagesAsync(counts, code, sides.Earlier, request.Aborted), await StagesAsync(counts, code, sides.Later, request.Aborted)));
    }

    private static async Task<IReadOnlyDictionary<string, long>> StagesAsync(LedgerCounts counts, string plan, Times times, CancellationToken ct)
    {
        var found = (await counts.OfAsync(times.At, [plan], ct)).GetValueOrDefault(plan, PlanCounts.None).ProjectsByStage;
        return new OrderedDictionary<string, long>(Code<Stage>.All.Where(found.ContainsKey).Select(stage => KeyValuePair.Create(stage, found[stage])));
    }
}
