using Ledger.Server.Web;
using Microsoft.AspNetCore.Antiforgery;

namespace Ledger.Server.Identity;

/// <summary>
/// A browser sends its cookies with whatever any site makes it send. So a change by a signed-in browser needs a token besides,
/// which only this site's own pages hold; and so does signing in itself, or somebody could be signed in as somebody else.
/// </summary>
internal sealed class AntiforgeryGate(RequestDelegate next, IAntiforgery antiforgery)
{
    /// <summary>The header in which scripts send the token.</summary>
    public const string Header = "X-Ledger-Token";

    /// <summary>The field in which forms send it.</summary>
    public const string Field = "__token";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (Needs(context) && !await HoldsAsync(context))
            {
                await Problems.Unasked(Header).Answer().ExecuteAsync(context);
                return;
            }
        }
        catch (AntiforgeryValidationException e)
        {
            // The form itself could not be read; too large, for one.
            await Problems.BadRequest((e.InnerException as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest, "The form can't be read, or is too large.")
                .Answer().ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>Checks the token of a form that is read as a stream, which nobody could look through before it is read.</summary>
    /// <param name="context">The request; its header must not hold a token.</param>
    /// <param name="token">The token found in the form; null where there was none.</param>
    public static async Task<bool> HoldsAsync(HttpContext context, string? token)
    {
        if (!Defers(context)) return true;
        if (string.IsNullOrEmpty(token)) return false;
        context.Request.Headers[Header] = token;
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }

    private static bool Needs(HttpContext context) => Changes(context) && !Defers(context);

    private static bool Defers(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StreamedForm>() is not null && !context.Request.Headers.ContainsKey(Header) && Changes(context);

    private static bool Changes(HttpContext context) =>
        !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method) || HttpMethods.IsTrace(context.Request.Method))
        && (context.User.Identity is { IsAuthenticated: true, AuthenticationType: Schemes.Session } || context.GetEndpoint()?.Metadata.GetMetadata<FormOfThisSite>() is not null);

    // The API takes the token from the header alone: looking for it in a form would read an upload into memory.
    private async Task<bool> HoldsAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !context.Request.Headers.ContainsKey(Header)) return false;
        return await antiforgery.IsRequestValidAsync(context);
    }
}

/// <summary>Marks an endpoint that takes forms of this site's own pages, also of people who are not signed in.</summary>
internal sealed class FormOfThisSite;

/// <summary>Marks an endpoint that reads its form as a stream and asks <see cref="AntiforgeryGate.HoldsAsync(HttpContext, string?)"/> itself.</summary>
internal sealed class StreamedForm;
