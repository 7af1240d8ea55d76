using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary><c>GET /api/v1/indicators</c></summary>
internal static class ListIndicators
{
    private static readonly Operation Operation = new(
        "listIndicators", "Indicators", "列出指标 · List indicators",
        "Indicators of all plans as they stand at the two times, in the order in which the ledger came to know them. Filters restrict together.",
        Parameters.Plan, Parameters.Category, Parameters.Property, Parameters.Facility, Parameters.IndicatorText,
        Apart.Only, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis, Parameters.Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<Listing<IndicatorItem>>("/indicators", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries)
    {
        var values = request.Values;
        var filter = new IndicatorFilter(
            values.Text(Parameters.Plan) is { } plan ? [plan] : null, values.Code<Category>(Parameters.Category),
            values.Code<Property>(Parameters.Property), values.Text(Parameters.Facility), values.Text(Parameters.IndicatorText),
            Apart.Which(values.Flag(Apart.Only), values.Text(Parameters.Plan) is not null));
        if (await request.PageAsync(Models.Indicators) is not { } page) return request.Stop!;
        return request.Answer(page.Of(await queries.IndicatorsAsync(page.Times.At, filter, page.After, page.Limit, request.Aborted), IndicatorItem.Of));
    }
}
