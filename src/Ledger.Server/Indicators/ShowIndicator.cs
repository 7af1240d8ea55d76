using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary><c>GET /api/v1/indicators/{id}</c></summary>
internal static class ShowIndicator
{
    private static readonly Operation Operation = new(
        "showIndicator", "Indicators", "查看指标 · Show an indicator",
        "One indicator as it stands at the two times, retired ones too. An unknown id gets `/problems/unknown-id`; an indicator that is not there at these times `/problems/not-known-then`.",
        Parameters.IndicatorId, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<IndicatorDetail>("/indicators/{id}", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries, EventStore store)
    {
        if (await request.TimesAsync(Models.Indicators) is not { } times) return request.Stop!;
        var id = request.Values.Text(Parameters.IndicatorId)!;
        return await queries.IndicatorAsync(times.At, id, request.Aborted) is { } row
            ? request.Answer(new IndicatorDetail(row, times))
            : await NotThere.AnswerAsync(store, "indicator", id, "defined", times, request.Aborted);
    }
}
