using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>GET /api/v1/plans/{code}</c></summary>
internal static class ShowPlan
{
    private static readonly Operation Operation = new(
        "showPlan", "Plans", "查看规划 · Show a plan",
        "One plan at the two times; `basis` says which of its projects and indicators are counted. An unknown code gets `/problems/unknown-id`; a plan that is not published at these times `/problems/not-known-then`.",
        Parameters.PlanCode, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<PlanDetail>("/plans/{code}", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries, LedgerCounts counts, EventStore store)
    {
        if (await request.TimesAsync(Models.Plans, Models.Projects, Models.Indicators, Models.Findings) is not { } times) return request.Stop!;
        var code = request.Values.Text(Parameters.PlanCode)!;
        if (await queries.PlanAsync(times.At, code, request.Aborted) is not { } row)
            return await NotThere.AnswerAsync(store, "plan", code, "published", times, request.Aborted);
        var counted = await counts.OfAsync(times.At, [code], request.Aborted);
        return request.Answer(new PlanDetail(row, counted.GetValueOrDefault(code, PlanCounts.None), times));
    }
}
