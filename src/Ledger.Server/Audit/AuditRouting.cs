using Ledger.Domain.Accounts;
using Ledger.Server.Identity;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary>Maps what only auditors may ask: supervisors and administrators.</summary>
internal static class AuditRouting
{
    public static RouteHandlerBuilder MapAudit(this IEndpointRouteBuilder routes, string pattern, Operation operation, Delegate handler) => routes
        .MapGet(pattern, handler)
        .WithName(operation.Id)
        .WithTags(operation.Tag)
        .WithSummary(operation.Summary)
        .WithDescription(operation.Description)
        .WithMetadata(operation)
        .RequireRole(Role.Supervisor, Role.Administrator)
        .AddEndpointFilter(static (invocation, next) =>
        {
            KeepPrivate(invocation.HttpContext);
            return next(invocation);
        })
        .Produces<Problem>(StatusCodes.Status400BadRequest, Problems.ContentType)
        .Produces<Problem>(StatusCodes.Status401Unauthorized, Problems.ContentType)
        .Produces<Problem>(StatusCodes.Status403Forbidden, Problems.ContentType)
        .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);

    // What one auditor was answered is nobody else's to keep.
    private static void KeepPrivate(HttpContext context) => context.Response.OnStarting(static state =>
    {
        var headers = ((HttpResponse)state).Headers;
        if (headers.CacheControl == "no-cache") headers.CacheControl = "private, no-cache";
        return Task.CompletedTask;
    }, context.Response);
}
