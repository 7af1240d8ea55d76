using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>GET /api/v1/plans</c></summary>
internal static class ListPlans
{
    // Plans stand each for itself, so none is left out.
    private static readonly Parameter Simulated = Apart.Only with { Description = "模拟: true for simulated plans only, false for real ones only. Default: both; every plan says what it is." };

    private static readonly Operation Operation = new(
        "listPlans", "Plans", "列出规划 · List plans",
        "Plans published at the two times, with how many projects, indicators and findings they have then; `basis` says which projects and indicators count.",
        Parameters.Region, Simulated, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis, Parameters.Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<Listing<PlanItem>>("/plans", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries, LedgerCounts counts)
    {
        if (await request.PageAsync(Models.Plans, Models.Projects, Models.Indicators, Models.Findings) is not { } page) return request.Stop!;
        var rows = await queries.PlansPageAsync(page.Times.At, request.Values.Text(Parameters.Region), request.Values.Flag(Simulated), page.After, page.Limit, request.Aborted);
        var counted = await counts.OfAsync(page.Times.At, [.. rows.Rows.Select(row => row.Id)], request.Aborted);
        return request.Answer(page.Of(rows, row => PlanItem.Of(row, counted.GetValueOrDefault(row.Id, PlanCounts.None))));
    }
}
