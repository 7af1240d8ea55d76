using Ledger.Domain.Plans;
using Ledger.Postgres.EventStore;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>GET /api/v1/plans/{code}/entries</c></summary>
internal static class ListPlanEntries
{
    private static readonly Operation Operation = new(
        "listPlanEntries", "Plans", "规划的全部记录 · Entries about a plan", Entries.Description,
        Parameters.PlanCode, Parameters.AsOf, Parameters.KnownAt, Parameters.Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<EntryListing>("/plans/{code}/entries", Operation, HandleAsync);

    private static Task<IResult> HandleAsync(ApiRequest request, EventStore store) =>
        Entries.AnswerAsync<Plan>(request, store, request.Values.Text(Parameters.PlanCode));
}
