using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Ledger.Server.Audit;

/// <summary><c>GET /api/v1/audit/export</c></summary>
internal static class ExportAudit
{
    private static readonly Operation Operation = new(
        "exportAudit", "Audit", "审计导出 · Export what was recorded", """
        The entries of the listing, all at once and oldest first, as a stream: as long as it is, nobody holds it in memory. An export that
        can't be finished breaks off the connection, so that a part is not taken for the whole. For supervisors and administrators.
        """, [.. AuditParameters.Filters, AuditParameters.Format]);

    public static void Map(IEndpointRouteBuilder api) => api.MapAudit("/audit/export", Operation, HandleAsync)
        .Produces<AuditItem>(StatusCodes.Status200OK, AuditNdjson.ContentType, AuditCsv.ContentType);

    // A million entries take longer than any other answer may. The client's going away still ends it.
    [DisableRequestTimeout]
    private static async Task<IResult> HandleAsync(
        ApiRequest request, LedgerAudit audit, LedgerQueries queries, EventStore store, LedgerPositions positions, HttpContext context, ReadRecorder recorder)
    {
        var question = AuditQuestion.Of(request.Values);
        var format = AuditQuestion.Choice(request.Values, AuditParameters.Format);
        if (request.Refused()) return request.Stop!;
        var known = await positions.FindAsync(question.Models, null, null, request.Aborted);
        var position = known.Position;
        var filter = await question.FilterAsync(queries, position, request.Aborted);
        var range = await question.RangeAsync(store, positions, position, newestFirst: false, request.Aborted);
        // At its start: an export that breaks off has shown something too.
        await recorder.RecordAsync(context, null, position);
        return new Export(audit.ReadAsync(range, filter, new Head(position, known.RecordedAt), request.Aborted), format!, $"audit-{position}.{format}");
    }

    private sealed class Export(IAsyncEnumerable<AuditLine> lines, string format, string file) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
            response.Headers.CacheControl = "private, no-store";
            return format == AuditParameters.Csv
                ? AuditCsv.WriteAsync(lines, response, httpContext.RequestAborted)
                : AuditNdjson.WriteAsync(lines, response, httpContext.RequestAborted);
        }
    }
}
