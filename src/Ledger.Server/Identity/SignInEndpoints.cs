using System.Net;
using Ledger.Server.Pages;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Ledger.Server.Identity;

/// <summary><c>GET</c> and <c>POST /sign-in</c>, <c>POST /sign-out</c>: plain forms, without script.</summary>
internal static class SignInEndpoints
{
    public const string Path = "/sign-in";

    private const int LargestForm = 16 * 1024;

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(Path, SignInAsync).AllowAnonymous().ExcludeFromDescription()
            .RequireRateLimiting(Limits.SignIn).WithMetadata(new FormOfThisSite(), new RequestSizeLimitAttribute(LargestForm));
        app.MapPost("/sign-out", (Delegate)SignOutAsync).AllowAnonymous().ExcludeFromDescription()
            .WithMetadata(new FormOfThisSite(), new RequestSizeLimitAttribute(LargestForm));
    }

    /// <summary>The address of the sign-in page that leads back to where the request went.</summary>
    /// <param name="request">The request.</param>
    /// <param name="over">Whether a session has just ended.</param>
    public static string Address(HttpRequest request, bool over) =>
        Path + QueryString.Create([new("returnUrl", request.Path.ToUriComponent() + request.QueryString), .. over ? [new KeyValuePair<string, string?>("over", "1")] : Array.Empty<KeyValuePair<string, string?>>()]);

    private static IResult Show(HttpContext context)
    {
        var query = context.Request.Query;
        return Page(context, query.ContainsKey("over") ? SignInNote.Over : SignInNote.None, "", query["returnUrl"].ToString());
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignIn signIn)
    {
        if (!IsSafe(context.Request)) return Problems.Forbidden("Signing in takes https: a password sent without it can be read on its way. Only http://localhost goes without.").Answer();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, back) = (form["name"].ToString().Trim(), form["returnUrl"].ToString());
        if (await signIn.TryAsync(name, form["password"].ToString(), context.RequestAborted) is not { } account)
            return Page(context, SignInNote.Wrong, name, back);
        await SessionCookie.BeginAsync(context, account);
        return Results.LocalRedirect(Local(back));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(Schemes.Session);
        return Results.LocalRedirect("/");
    }

    private static IResult Page(HttpContext context, SignInNote note, string name, string back) => context.Page<SignInPage, SignInModel>(
        null, new SignInModel(note, name, Local(back)), note == SignInNote.Wrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);

    // Where the request says it goes is told by the browser, which is whom this protects.
    private static bool IsSafe(HttpRequest request) => request.IsHttps || request.Host.Host is "localhost" or "[::1]" or "::1"
        || (IPAddress.TryParse(request.Host.Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>An address to go back to, or the start page: never another site's. '//elsewhere' and '/\elsewhere' are read as such by browsers.</summary>
    internal static string Local(string address) =>
        address.Length is > 0 and <= 2_000 && address[0] == '/' && !(address.Length > 1 && address[1] is '/' or '\\') && !address.Any(char.IsControl) ? address : "/";
}
