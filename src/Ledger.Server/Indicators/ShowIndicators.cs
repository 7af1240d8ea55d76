using Ledger.Domain.Plans;
using Ledger.Domain.Indicators;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Indicators;

/// <summary><c>GET /plans/{code}/indicators</c>: what a plan measures, where it starts, what it wants, and what was reached.</summary>
internal static class ShowIndicators
{
    private static readonly Parameter Limit = Parameters.Limit with { Default = 300 };

    private static readonly Operation Operation = new("indicatorsPage", "Pages", "", "",
        Parameters.PlanCode, Parameters.Category, Parameters.Property, Parameters.Facility, Parameters.IndicatorText,
        Parameters.AsOf, Parameters.KnownAt, Parameters.Basis, Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/plans/{code}/indicators", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerQueries queries, EventStore store)
    {
        var values = request.Values;
        var code = values.Text(Parameters.PlanCode)!;
        var filter = new IndicatorFilter(
            [code], values.Code<Category>(Parameters.Category), values.Code<Property>(Parameters.Property), values.Text(Parameters.Facility), values.Text(Parameters.IndicatorText));
        if (await request.PageAsync(Models.Indicators, Models.Plans) is not { } page) return request.Stop!;
        if (await queries.PlanAsync(page.Times.At with { Basis = default }, code, request.Aborted) is not { } plan)
            return await NotThere.AnswerAsync(store, "plan", code, "published", page.Times, request.Aborted);
        var rows = await queries.IndicatorsAsync(page.Times.At, filter, page.After, page.Limit, request.Aborted);
        return context.Page<IndicatorsPage, IndicatorsModel>(page.Times, new IndicatorsModel(
            plan,
            [.. rows.Rows.GroupBy(row => row.State.Definition.Facility).OrderBy(group => group.Key is not null)],
            rows.Total,
            rows.More ? page.CursorAfter(rows.Rows[^1].Ordinal) : null));
    }
}
