using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary><c>GET /api/v1/audit</c></summary>
internal static class ListAudit
{
    private static readonly Operation Operation = new(
        "listAudit", "Audit", "审计查询 · Look through what was recorded", """
        Every entry of the ledger in order of recorded time, with the flags that it bears. An entry's flags are found in what was recorded
        before it, so none is ever taken away. Filters restrict together. For supervisors and administrators.
        """, [.. AuditParameters.Filters, AuditParameters.Order, Parameters.Limit, Parameters.Cursor]);

    public static void Map(IEndpointRouteBuilder api) => api.MapAudit("/audit", Operation, HandleAsync)
        .Produces<AuditListing>()
        .Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> HandleAsync(
        ApiRequest request, LedgerAudit audit, LedgerQueries queries, EventStore store, LedgerPositions positions, HttpContext context, ReadRecorder recorder)
    {
        var question = AuditQuestion.Of(request.Values);
        var newestFirst = AuditQuestion.Choice(request.Values, AuditParameters.Order) == AuditParameters.Newest;
        if (await request.PageAsync(question.Models) is not { } page) return request.Stop!;
        var filter = await question.FilterAsync(queries, page.Times.Position, request.Aborted);
        var range = await question.RangeAsync(store, positions, page.Times.Position, newestFirst, request.Aborted);
        var found = await audit.PageAsync(range.Beyond(page.After), filter, new Head(page.Times.Position, page.Times.KnownAt), page.Limit, request.Aborted);
        await recorder.RecordAsync(context, found.Lines.Count, page.Times.Position);
        return request.Answer(new AuditListing(
            page.Times.KnownAt, page.Times.Position, [.. found.Lines.Select(AuditItem.Of)], found.LookedUpTo is { } last ? page.CursorAfter(last) : null));
    }
}
