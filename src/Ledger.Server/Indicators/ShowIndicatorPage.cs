using Ledger.Domain.Indicators;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.History;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary><c>GET /indicators/{id}</c>: the course of an indicator, its targets, and the path that is needed from here.</summary>
internal static class ShowIndicatorPage
{
    private static readonly Operation Operation = new("indicatorPage", "Pages", "", "",
        Parameters.IndicatorId, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/indicators/{id}", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerQueries queries, HistoryReader histories, EventStore store)
    {
        if (await request.TimesAsync(Models.Indicators, Models.Plans) is not { } times) return request.Stop!;
        var id = request.Values.Text(Parameters.IndicatorId)!;
        var history = await histories.IndicatorAsync(id, times.Basis, request.Aborted);
        if (history.At(times.AsOf, times.Position) is not { } row) return await NotThere.AnswerAsync(store, Indicator.StreamType, id, "defined", times, request.Aborted);
        // Whenever it was published, as on the page of a project.
        var plan = await queries.PlanAsync(new AsKnown(DateOnly.MaxValue, times.Position), row.State.Definition.Plan, request.Aborted);
        return context.Page<IndicatorPage, IndicatorModel>(times, new IndicatorModel(
            row, plan?.State.Document, ShownEntries.Of(history, times, plan?.State.Document),
            row.State.Definition.PartOf is { } whole ? (await queries.IndicatorAsync(times.At, whole, request.Aborted))?.State.Definition.Name : null));
    }
}
