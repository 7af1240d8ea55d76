using Ledger.Server.Web;
using Microsoft.AspNetCore.Authentication;

namespace Ledger.Server.Identity;

/// <summary>Refuses whoever brings a credential that does not hold: never is somebody silently nobody.</summary>
internal sealed class CredentialGate(RequestDelegate next)
{
    private const string SessionOver = "The session is over, or was none of this ledger's. Sign in again.";

    public async Task InvokeAsync(HttpContext context)
    {
        // The answer is kept from the authentication before this; it is asked for again because that drops failures.
        var failure = (await context.AuthenticateAsync(Schemes.Any)).Failure;
        if (failure is null || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context);
        }
        else if (IsPage(context) || IsSignIn(context))
        {
            // A page is shown again once the cookie is gone, but not before its owner was told.
            context.Response.Cookies.Delete(SessionCookie.Name);
            if (IsSignIn(context)) await next(context);
            else context.Response.Redirect(SignInEndpoints.Address(context.Request, over: true));
        }
        else
        {
            await Problems.Unauthenticated(Reason(context, failure)).Answer().ExecuteAsync(context);
        }
    }

    /// <summary>Asks for a proof: a page by the sign-in page, everything else by a problem.</summary>
    public static Task ChallengeAsync(HttpContext context, string? why)
    {
        if (!IsPage(context)) return Problems.Unauthenticated(why).Answer().ExecuteAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(SignInEndpoints.Address(context.Request, over: false));
        return Task.CompletedTask;
    }

    private static string Reason(HttpContext context, Exception failure) => failure is CredentialException ? failure.Message
        : context.Request.Headers.ContainsKey("Authorization") ? "The token is not valid: wrong signature, issuer or audience, or expired."
        : SessionOver;

    private static bool IsSignIn(HttpContext context) => context.Request.Path == SignInEndpoints.Path && !context.Request.Headers.ContainsKey("Authorization");

    private static bool IsPage(HttpContext context) => HttpMethods.IsGet(context.Request.Method)
        && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !context.Request.Headers.ContainsKey("Authorization")
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
