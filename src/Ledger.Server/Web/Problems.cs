using System.Diagnostics;
using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Server.Pages;

namespace Ledger.Server.Web;

/// <summary>All problems that the API answers with. Their types are frozen once released: clients branch on them.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static Problem InvalidParameters(IReadOnlyList<ParameterError> errors) =>
        Make("invalid-parameter", "A parameter is wrong", 400, string.Join(' ', errors.Take(10).Select(error => error.Detail)))
            with { Parameter = errors[0].Parameter, Errors = errors };

    public static Problem InvalidParameter(string name, string detail) => InvalidParameters([new ParameterError(name, detail)]);

    public static Problem BadRequest(int status, string detail) => Make("bad-request", "The request can't be read", status, detail);

    public static Problem InvalidBody(IReadOnlyList<ParameterError> errors) =>
        Make("invalid-body", "The body is wrong", 400, string.Join(' ', errors.Take(10).Select(error => error.Detail)))
            with { Parameter = errors[0].Parameter, Errors = errors };

    public static Problem FileTooLarge(long most) => Make("file-too-large", "The file is too large", 413,
        $"The file has more than {most} bytes ({most / 1024 / 1024} MB). Make it smaller, for example photos of a lower resolution, and try again.");

    /// <summary>Nobody, or nobody proven.</summary>
    /// <param name="why">What is wrong with the credential given; null where none was given.</param>
    public static Problem Unauthenticated(string? why = null) =>
        Make("unauthenticated", "The caller is not proven", 401, why ?? "Sign in, or send an API key or token as 'Authorization: Bearer …'.") with
        {
            Header = new("WWW-Authenticate", why is null
                ? "Bearer realm=\"ledger\""
                : $"Bearer realm=\"ledger\", error=\"invalid_token\", error_description=\"{why.Replace('"', '\'').Replace('\\', '/')}\""),
        };

    public static Problem Forbidden(string detail) => Make("forbidden", "The caller may not do this", 403, detail);

    /// <summary>Proven, but without any of the roles needed, or without it in the region.</summary>
    public static Problem MissingRole(IEnumerable<Role> roles, string? region = null) =>
        Forbidden($"This takes the role {string.Join(" or ", roles.Select(Code<Role>.Of))}{(region is null ? "" : $" in the region '{region}'")}.");

    /// <summary>The form's or script's token is missing or wrong.</summary>
    public static Problem Unasked(string header) => Make("antiforgery", "The request may not come from this site's own pages", 400,
        $"A change by a signed-in browser needs the token of the page that makes it, in the form or in the header {header}. Reload the page and try again.");

    public static Problem TooMany(TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        return Make("too-many-requests", "Too many requests", 429, $"Too many requests in a short time. Try again in {seconds} seconds.") with
        {
            Header = new("Retry-After", $"{seconds}"),
        };
    }

    public static Problem Refused(Refusal refusal, long? contradicts = null, int? index = null) =>
        Make("refused", "The ledger refuses this", 422, refusal.Message) with
        {
            Code = refusal.Code,
            Data = JsonSerializer.SerializeToElement(refusal, refusal.GetType(), LedgerJson.Options),
            Contradicts = contradicts,
            Index = index,
        };

    public static Problem VersionMoved(long version) => Make("version-moved", "The stream is at another version", 412,
        $"The stream is at version {version}, which If-Match does not name. Read it again and decide anew.") with { Version = version };

    public static Problem KeyReused() => Make("idempotency-key-reused", "The key was used for another request", 422,
        "This Idempotency-Key was used for another request before. Use a new key for a new request.");

    public static Problem KeyRunning() => Make("idempotency-key-running", "The first request is still being answered", 409,
        "A request with this Idempotency-Key is being answered. Ask again in a moment: you will get its answer.");

    public static Problem TooManySubscriptions(int most) => Make("too-many-subscriptions", "There are too many subscriptions", 422,
        $"One owner has at most {most} subscriptions. Delete one that is not needed, or give one a wider filter.");

    public static Problem UnknownId(string kind, string id) =>
        Make("unknown-id", "There is no such thing", 404, $"The ledger knows no {kind} '{id}'.");

    public static Problem UnknownStream(string stream) => UnknownId(StreamName.TypeOf(stream), StreamName.IdOf(stream));

    public static Problem UnknownPlan(string plan) => Make("unknown-plan", "There is no such plan", 422,
        $"The ledger knows no published plan '{plan}', so nobody can say in whose region the entry would be.");

    public static Problem NotKnownThen(string detail, FirstKnown first) =>
        Make("not-known-then", "It is not there at these times", 404, detail) with { First = first };

    public static Problem UnknownRoute(string path) =>
        Make("unknown-route", "There is no such address", 404, $"Nothing is served at '{path}'. See /openapi/v1.json or /scalar.");

    public static Problem MethodNotAllowed(string method, string allowed) =>
        Make("method-not-allowed", "The method is not allowed", 405, $"'{method}' is not allowed here; allowed: {allowed}.");

    public static Problem UriTooLong(int length, int allowed) =>
        Make("uri-too-long", "The address is too long", 414, $"The path has {length} characters; at most {allowed} are allowed.");

    public static Problem Unavailable(string detail) => Make("unavailable", "The ledger can't answer now", 503, detail);

    public static Problem Busy(string detail) => Make("busy", "The ledger is busy", 503, detail);

    public static Problem NotCaughtUp(long position, long reached) => Make("not-caught-up", "The answer is not ready yet", 503,
        $"Position {position} is recorded, but the read models stand at {reached}. Try again; if it stays so, see /health/ready.");

    public static Problem Internal() => Make("internal-error", "The server failed", 500,
        "The server failed. The cause is in its log under the trace id.");

    public static Problem OfStatus(int status) => Make("http-error", "The request failed", status, $"The request was answered with status {status}.");

    /// <summary>The problem as the answer to a request.</summary>
    public static IResult Answer(this Problem problem) => new Result(problem);

    private static Problem Make(string code, string title, int status, string detail) => new("/problems/" + code, title, status, detail);

    private sealed class Result(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var complete = problem with
            {
                Instance = Short(context.Request.PathBase.Add(context.Request.Path).ToUriComponent()),
                TraceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier,
            };
            context.Response.StatusCode = problem.Status;
            if (problem.Header is { Key: var name, Value: var value }) context.Response.Headers[name] = value;
            if (problem.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "2";
            if (ProblemPage.Suits(context.Request)) return ProblemPage.WriteAsync(context, complete);
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.WriteAsJsonAsync(complete, WebJson.Options, ContentType, context.RequestAborted);
        }

        private static string Short(string path) => path.Length <= 300 ? path : path[..300] + "…";
    }
}
