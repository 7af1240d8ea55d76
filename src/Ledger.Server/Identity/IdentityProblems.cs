using System.ComponentModel;
using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Server.Web;

namespace Ledger.Server.Identity;

/// <summary>The problems of identity. Their types are frozen once released: clients branch on them.</summary>
internal static class IdentityProblems
{
    /// <summary>Nobody, or nobody proven: 401, with <c>WWW-Authenticate</c>.</summary>
    /// <param name="why">What is wrong with the credential given; null where none was given.</param>
    public static IResult Unauthenticated(string? why) => new WithHeader(
        new Problem("/problems/unauthenticated", "The caller is not proven", 401, why ?? "Sign in, or send an API key: Authorization: Bearer ledger_…."),
        "WWW-Authenticate", why is null ? "Bearer realm=\"ledger\"" : $"Bearer realm=\"ledger\", error=\"invalid_token\", error_description=\"{Quoted(why)}\"");

    /// <summary>Proven, but without any of the roles needed: 403.</summary>
    public static IResult MissingRole(IEnumerable<Role> roles) => Forbidden($"This takes the role {string.Join(" or ", roles.Select(Code<Role>.Of))}.");

    /// <summary>Proven, but without the role in that region: 403.</summary>
    public static IResult MissingRole(Role role, string region) => Forbidden($"This takes the role {Code<Role>.Of(role)} in {region}.");

    /// <summary>Proven, but not allowed: 403.</summary>
    public static IResult Forbidden(string detail) => new Problem("/problems/forbidden", "The caller is not allowed to do this", 403, detail).Answer();

    /// <summary>The form's or script's token is missing or wrong: 400.</summary>
    public static IResult Unasked() => new Problem("/problems/antiforgery", "The request may not come from this site's own pages", 400,
        $"A change by a signed-in browser needs the token of the page that makes it, in the form or in the header {AntiforgeryGate.Header}. Reload the page and try again.").Answer();

    /// <summary>Too many requests: 429, with <c>Retry-After</c>.</summary>
    public static IResult TooMany(TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        return new WithHeader(
            new Problem("/problems/too-many-requests", "Too many requests", 429, $"Too many requests in a short time. Try again in {seconds} seconds."),
            "Retry-After", $"{seconds}");
    }

    /// <summary>A refusal of the domain: 422, with its code and data.</summary>
    public static IResult Refused(Refusal refusal) => Results.Json(
        new RefusedProblem("/problems/refused", "The ledger refuses this", 422, refusal.Message, refusal.Code,
            JsonSerializer.SerializeToElement(refusal, refusal.GetType(), LedgerJson.Options)),
        WebJson.Options, Problems.ContentType, 422);

    /// <summary>A part of a body is wrong: 400.</summary>
    public static IResult Wrong(string property, string detail) => Problems.InvalidParameters([new ParameterError(property, detail)]).Answer();

    private static string Quoted(string text) => text.Replace('"', '\'').Replace('\\', '/');

    private sealed class WithHeader(Problem problem, string name, string value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[name] = value;
            return problem.Answer().ExecuteAsync(httpContext);
        }
    }
}

/// <summary>A refusal as problem details.</summary>
[Description("A refusal (RFC 9457): what was asked can be read, but the ledger's rules don't allow it.")]
internal sealed record RefusedProblem(
    [property: Description("Always /problems/refused.")] string Type,
    [property: Description("The kind of problem in words, the same every time.")] string Title,
    [property: Description("Always 422.")] int Status,
    [property: Description("What is refused and what to do.")] string Detail,
    [property: Description("The stable code of the refusal, by which programs may decide.")] string Code,
    [property: Description("What the refusal is about.")] JsonElement Data);
