using Ledger.Server.Web;

namespace Ledger.Server.Pages;

/// <summary>Shows problems as pages to people; programs get them as JSON.</summary>
internal static class ProblemPage
{
    private static readonly string[] ForPrograms = ["/api", "/openapi", "/health", "/metrics"];

    /// <summary>Whether a person asks: a browser, for what is no part of an interface for programs.</summary>
    public static bool Suits(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && !Array.Exists(ForPrograms, path => request.Path.StartsWithSegments(path, StringComparison.Ordinal));

    public static Task WriteAsync(HttpContext context, Problem problem) =>
        context.Page<ProblemView, Problem>(null, problem, problem.Status).ExecuteAsync(context);
}
