namespace Ledger.Server.Web;

/// <summary>Headers that every answer carries, whatever becomes of it.</summary>
internal static class SecurityHeaders
{
    /// <summary>Nothing from elsewhere, no inline script or style, in nobody's frame. The style sheet carries its small pictures as data.</summary>
    public const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>As <see cref="Policy"/>, for a page whose script writes styles and shows pictures that it carries within itself.</summary>
    public const string ReferencePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        // On starting, because an error clears what was set before.
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy;
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
