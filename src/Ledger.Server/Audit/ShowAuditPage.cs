using Ledger.Domain.Accounts;
using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary><c>GET /audit</c>: who recorded what and when, what is conspicuous about it, and at which hours people wrote.</summary>
internal static class ShowAuditPage
{
    public const string Path = "/audit";

    // Of the same name as in the API: who looks at who read asks what was read, not by which way.
    private static readonly Operation Operation = new("listAudit", "Pages", "", "", [.. AuditParameters.Filters, AuditParameters.Order, Parameters.Limit, Parameters.Cursor]);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Operation, HandleAsync).RequireRole(Role.Supervisor, Role.Administrator);

    private static async Task<IResult> HandleAsync(
        ApiRequest request, HttpContext context, LedgerAudit audit, ReadWritingHours writing, LedgerQueries queries, EventStore store, LedgerPositions positions, ReadRecorder recorder)
    {
        var question = AuditQuestion.Of(request.Values);
        var newestFirst = AuditQuestion.Choice(request.Values, AuditParameters.Order) == AuditParameters.Newest;
        if (await request.PageAsync(question.Models) is not { } page) return request.Stop!;
        var filter = await question.FilterAsync(queries, page.Times.Position, request.Aborted);
        var range = await question.RangeAsync(store, positions, page.Times.Position, newestFirst, request.Aborted);
        var found = await audit.PageAsync(range.Beyond(page.After), filter, new Head(page.Times.Position, page.Times.KnownAt), page.Limit, request.Aborted);
        await recorder.RecordAsync(context, found.Lines.Count, page.Times.Position);
        var known = await positions.FindAsync([Models.Plans], null, null, request.Aborted);
        var plans = await queries.PlansAsync(new AsKnown(DateOnly.MaxValue, known.Reached), ct: request.Aborted);
        return context.Page<AuditPage, AuditPageModel>(null, new AuditPageModel(
            await RowsAsync(queries, found.Lines, page.Times.Position, request.Aborted), page.Times.Position,
            found.LookedUpTo is { } last ? page.CursorAfter(last) : null, [.. plans.Select(plan => new AuditPlan(plan.Id, plan.State.Document.Region))],
            await writing.ExecuteAsync(range, filter, request.Aborted), range.UpTo - range.After > ReadWritingHours.MostPositions));
    }

    private static async Task<List<AuditRow>> RowsAsync(LedgerQueries queries, IReadOnlyList<AuditLine> lines, long position, CancellationToken ct)
    {
        var subjects = await Subject.OfAllAsync(queries, lines.Select(line => line.Stored.Stream), position, ct);
        return [.. lines.Select(line => new AuditRow(AuditItem.Of(line), subjects[line.Stored.Stream].Name))];
    }
}
