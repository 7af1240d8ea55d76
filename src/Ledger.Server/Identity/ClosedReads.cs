namespace Ledger.Server.Identity;

/// <summary>Where reading takes a proof, no cache on the way may keep an answer for the next one who asks.</summary>
internal sealed class ClosedReads(RequestDelegate next, IdentitySettings settings)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!settings.PublicRead) context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.CacheControl = headers.CacheControl.ToString().Replace("public", "private", StringComparison.Ordinal);
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
