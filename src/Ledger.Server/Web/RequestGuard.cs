namespace Ledger.Server.Web;

/// <summary>Refuses addresses that nobody needs, and answers HEAD as GET without the body.</summary>
internal sealed class RequestGuard(RequestDelegate next)
{
    /// <summary>Characters of a query at most: room for every parameter with 200 Chinese characters, escaped.</summary>
    public const int MaxQuery = 8_192;

    /// <summary>Characters of a path at most.</summary>
    public const int MaxPath = 2_048;

    /// <summary>What the web server takes in before this guard gets to name the parameter that is too long.</summary>
    public const int MaxRequestLine = 12 * 1024 * 1024;

    private static readonly object HeadKey = new();

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value?.Length > MaxPath) return Problems.UriTooLong(request.Path.Value.Length, MaxPath).Answer().ExecuteAsync(context);
        if (request.QueryString.Value?.Length > MaxQuery) return TooLong(request.QueryString.Value).Answer().ExecuteAsync(context);

        // Kestrel remembers that it was HEAD and sends no body; the routes need to know only one method.
        if (HttpMethods.IsHead(request.Method)) (request.Method, context.Items[HeadKey]) = (HttpMethods.Get, true);
        return next(context);
    }

    /// <summary>Whether the caller wants the headers alone: for answers whose body would be made in vain.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(HeadKey);

    private static Problem TooLong(string query)
    {
        var longest = query[1..].Split('&').MaxBy(part => part.Length)!;
        var name = Uri.UnescapeDataString(longest[..Math.Min(longest.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? end : longest.Length, 60)]);
        return Problems.InvalidParameters([new ParameterError(name,
            $"The query has {query.Length} characters, {longest.Length} of them in '{name}'; at most {MaxQuery} are allowed.")]);
    }
}
