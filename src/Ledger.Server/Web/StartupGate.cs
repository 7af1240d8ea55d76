namespace Ledger.Server.Web;

/// <summary>Answers 503 until the database is there, so that the address can be bound – and found taken – before anything is begun.</summary>
/// <param name="state">How far the start is.</param>
internal sealed class StartupGate(StartupState state)
{
    // Health tells by itself what is not ready; the API's description and its reference ask no database.
    private static readonly string[] Open = ["/health", "/openapi", "/asyncapi", "/schemas", "/scalar"];

    /// <summary>Stands before everything that would ask the database.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        state.Phase != StartupPhase.Starting || Array.Exists(Open, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
            ? next(context)
            : Problems.Unavailable(state.Reason ?? "The server is starting.").Answer().ExecuteAsync(context);
}
