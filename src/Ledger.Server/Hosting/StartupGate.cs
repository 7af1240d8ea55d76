namespace Ledger.Server.Hosting;

/// <summary>Answers 503 until the ledger is ready, so that the address can be bound – and found taken – before anything is begun.</summary>
internal sealed class StartupGate
{
    private volatile string? _waitingFor = "The database is being started.";

    /// <summary>Says what is under way, for those who ask meanwhile.</summary>
    public void WaitFor(string what) => _waitingFor = what;

    /// <summary>Lets everybody in.</summary>
    public void Open() => _waitingFor = null;

    /// <summary>Stands before everything else in the pipeline.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next) => (_waitingFor, context.Request.Path.Value) switch
    {
        (null, _) => next(context),
        (_, "/health/live") => context.Response.WriteAsync("alive"),
        var (what, _) => RefuseAsync(context, what),
    };

    private static Task RefuseAsync(HttpContext context, string what)
    {
        context.Response.Headers.RetryAfter = "1";
        return Results.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable, title: "The ledger is starting", detail: what,
            extensions: new Dictionary<string, object?> { ["code"] = "starting" }).ExecuteAsync(context);
    }
}
