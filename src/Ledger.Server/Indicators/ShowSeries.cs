using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary><c>GET /api/v1/indicators/{id}/series</c></summary>
internal static class ShowSeries
{
    private static readonly Operation Operation = new(
        "showSeries", "Indicators", "指标的历年数值 · The course of an indicator",
        "Baselines, values reached and targets of one indicator, as known at the two times, in order of period, kind and position.",
        Parameters.IndicatorId, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<Series>("/indicators/{id}/series", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries, EventStore store)
    {
        if (await request.TimesAsync(Models.Indicators) is not { } times) return request.Stop!;
        var id = request.Values.Text(Parameters.IndicatorId)!;
        if (await queries.IndicatorAsync(times.At, id, request.Aborted) is not { } row)
            return await NotThere.AnswerAsync(store, "indicator", id, "defined", times, request.Aborted);
        var definition = row.State.Definition;
        return request.Answer(new Series(
            id, definition.Name, definition.Unit, times.AsOf, times.KnownAt, times.Position, Series.Ordered(row.State)));
    }
}
