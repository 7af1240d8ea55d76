using Ledger.Domain.Indicators;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary><c>GET /indicators/{id}</c>: the course of an indicator, its targets, and the path that is needed from here.</summary>
internal static class ShowIndicatorPage
{
    private static readonly Operation Operation = new("indicatorPage", "Pages", "", "",
        Parameters.IndicatorId, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/indicators/{id}", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerQueries queries, EventStore store)
    {
        if (await request.TimesAsync(Models.Indicators, Models.Plans) is not { } times) return request.Stop!;
        var id = request.Values.Text(Parameters.IndicatorId)!;
        if (await queries.IndicatorAsync(times.At, id, request.Aborted) is not { } row)
            return await NotThere.AnswerAsync(store, "indicator", id, "defined", times, request.Aborted);
        var stored = await store.ReadStreamAsync(StreamName.Of<Indicator>(id), times.Position, request.Aborted);
        return context.Page<IndicatorPage, IndicatorModel>(times, new IndicatorModel(
            row,
            await queries.PlanAsync(times.At with { Basis = default }, row.State.Definition.Plan, request.Aborted),
            [.. Entries.Of(stored, times.AsOf)],
            row.State.Definition.PartOf is { } whole ? (await queries.IndicatorAsync(times.At, whole, request.Aborted))?.State.Definition.Name : null));
    }
}
