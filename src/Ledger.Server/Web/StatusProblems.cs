using Microsoft.AspNetCore.Diagnostics;

namespace Ledger.Server.Web;

/// <summary>Gives a problem as body to answers that the framework left without one: unknown routes, wrong methods, timeouts.</summary>
internal static class StatusProblems
{
    public static Task WriteAsync(StatusCodeContext status)
    {
        var (request, response) = (status.HttpContext.Request, status.HttpContext.Response);
        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            // HEAD is answered wherever GET is, see HeadAsGet; OPTIONS by the list of what is allowed.
            var allowed = response.Headers.Allow.ToString().Replace("GET", "GET, HEAD, OPTIONS", StringComparison.Ordinal);
            response.Headers.Allow = allowed;
            if (HttpMethods.IsOptions(request.Method))
            {
                response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }

            return Problems.MethodNotAllowed(request.Method, allowed).Answer().ExecuteAsync(status.HttpContext);
        }

        var problem = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.UnknownRoute(request.Path),
            StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout =>
                Problems.Unavailable("The answer took too long and was given up. Try again in a moment."),
            var other => Problems.OfStatus(other),
        };
        return problem.Answer().ExecuteAsync(status.HttpContext);
    }
}
