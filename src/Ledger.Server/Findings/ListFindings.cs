using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Findings;

/// <summary><c>GET /api/v1/plans/{code}/findings</c></summary>
internal static class ListFindings
{
    private static readonly Operation Operation = new(
        "listFindings", "Plans", "规划文本的疑点 · Findings about a plan",
        "What the plan's document gets wrong or leaves open, found by rules at import: where, what was written, what was expected.",
        Parameters.PlanCode, Parameters.Rule, Parameters.AsOf, Parameters.KnownAt, Parameters.Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<Listing<FindingItem>>("/plans/{code}/findings", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries, EventStore store)
    {
        if (await request.PageAsync(Models.Findings, Models.Plans) is not { } page) return request.Stop!;
        var code = request.Values.Text(Parameters.PlanCode)!;
        if (await queries.PlanAsync(page.Times.At, code, request.Aborted) is null)
            return await NotThere.AnswerAsync(store, "plan", code, "published", page.Times, request.Aborted);
        var rows = await queries.FindingsAsync(
            page.Times.At, code, request.Values.Text(Parameters.Rule), page.After, page.Limit, request.Aborted);
        return request.Answer(page.Of(rows, FindingItem.Of));
    }
}
