using Ledger.Domain.Indicators;
using Ledger.Postgres.EventStore;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary><c>GET /api/v1/indicators/{id}/entries</c></summary>
internal static class ListIndicatorEntries
{
    private static readonly Operation Operation = new(
        "listIndicatorEntries", "Indicators", "指标的全部记录 · Entries about an indicator", Entries.Description,
        Parameters.IndicatorId, Parameters.AsOf, Parameters.KnownAt, Parameters.Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<EntryListing>("/indicators/{id}/entries", Operation, HandleAsync);

    private static Task<IResult> HandleAsync(ApiRequest request, EventStore store) =>
        Entries.AnswerAsync<Indicator>(request, store, request.Values.Text(Parameters.IndicatorId));
}
