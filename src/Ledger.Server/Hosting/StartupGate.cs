using Ledger.Server.Web;

namespace Ledger.Server.Hosting;

/// <summary>Answers 503 until the ledger is ready, so that the address can be bound – and found taken – before anything is begun.</summary>
/// <param name="state">How far the start is.</param>
internal sealed class StartupGate(StartupState state)
{
    /// <summary>Stands before everything else in the pipeline, which would ask for a database that is not there yet.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        state.Phase != StartupPhase.Starting || context.Request.Path == "/health/live" ? next(context) : RefuseAsync(context);

    private Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Results.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable, title: "The ledger is starting", detail: state.Reason ?? "The database is being started.",
            type: "/problems/starting").ExecuteAsync(context);
    }
}
