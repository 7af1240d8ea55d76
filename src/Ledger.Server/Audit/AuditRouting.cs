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
        .AddEndpointFilter(static async (invocation, next) => Refuse(invocation.HttpContext) ?? await next(invocation))
        .Produces<Problem>(StatusCodes.Status400BadRequest, Problems.ContentType)
        .Produces<Problem>(StatusCodes.Status401Unauthorized, Problems.ContentType)
        .Produces<Problem>(StatusCodes.Status403Forbidden, Problems.ContentType)
        .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType);

    private static IResult? Refuse(HttpContext context)
    {
        // What one auditor was answered is nobody else's to keep.
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            if (headers.CacheControl == "no-cache") headers.CacheControl = "private, no-cache";
            return Task.CompletedTask;
        }, context.Response);
        if (Caller.Of(context.User) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"ledger\"";
            return new Problem("/problems/unauthenticated", "The caller is not proven", 401, "Sign in as a supervisor or an administrator to read the audit.").Answer();
        }

        return caller.Is(Role.Supervisor) || caller.Is(Role.Administrator)
            ? null
            : new Problem("/problems/forbidden", "The caller is not allowed to do this", 403, "This takes the role supervisor or administrator.").Answer();
    }
}
