using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>GET /api/v1/plans/{code}/periods</c></summary>
internal static class ListPeriods
{
    private static readonly Operation Operation = new(
        "listPeriods", "Plans", "关账情况 · Closed periods of a plan",
        "Every closing of a period known by `knownAt`, oldest first, also those opened again since, which say by whom and why.",
        Parameters.PlanCode, Parameters.KnownAt);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<PeriodClosings>("/plans/{code}/periods", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, EventStore store)
    {
        if (await request.TimesAsync() is not { } times) return request.Stop!;
        var code = request.Values.Text(Parameters.PlanCode)!;
        var plan = await store.ReadStreamAsync(StreamName.Of<Plan>(code), times.Position, request.Aborted);
        return plan.Count == 0
            ? await NotThere.AnswerAsync(store, Plan.StreamType, code, "recorded", times, request.Aborted)
            : request.Answer(new PeriodClosings(times.KnownAt, times.Position, PeriodClosing.Of(plan)));
    }
}
