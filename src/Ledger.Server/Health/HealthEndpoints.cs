using System.Net.Sockets;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;
using Ledger.Server.Web.Answers;
using Npgsql;

namespace Ledger.Server.Health;

/// <summary><c>GET /health/live</c> and <c>GET /health/ready</c></summary>
internal static class HealthEndpoints
{
    /// <summary>A read model that lags this far behind answers about the past rightly, but about now too late to be called ready.</summary>
    private const long TolerableLag = 1_000;

    /// <summary>The status of a server that can answer.</summary>
    public const string Ready = "ready";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", Live).AllowAnonymous().WithName("live").WithTags("Health").WithSummary("进程存活 · Whether the process runs")
            .WithDescription("Answers 200 as long as the process runs; asks nobody else.")
            .WithMetadata(new Operation("live", "Health", "", ""), new Unbounded()).Produces<Liveness>();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().WithName("ready").WithTags("Health").WithSummary("能否应答 · Whether the server can answer")
            .WithDescription("Says of every part whether it is ready and why not: the start, the database, its migrations, each read model with position and lag.")
            .WithMetadata(new Operation("ready", "Health", "", ""), new Unbounded()).Produces<Readiness>().Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Live(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new Liveness("live"), WebJson.Options);
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, StartupState startup)
    {
        var readiness = await AskAsync(context, startup);
        context.Response.Headers.CacheControl = "no-store";
        if (readiness.Status != Ready) context.Response.Headers.RetryAfter = "2";
        return Results.Json(
            readiness, WebJson.Options, statusCode: readiness.Status == Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Asks every part whether it is ready.</summary>
    public static async Task<Readiness> AskAsync(HttpContext context, StartupState startup)
    {
        List<PartItem> parts = [Start(startup)];
        // While the server starts, where its database is may not even be known.
        var head = startup.Phase == StartupPhase.Starting ? null : await AskDatabaseAsync(context, parts);
        return new Readiness(parts.TrueForAll(part => part.Ready) ? Ready : "not-ready", head, parts);
    }

    private static async Task<long?> AskDatabaseAsync(HttpContext context, List<PartItem> parts)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            var database = await context.RequestServices.GetRequiredService<LedgerStatus>().ReadAsync(patience.Token).WaitAsync(patience.Token);
            parts.Add(new PartItem("database", true, null));
            parts.Add(Migrations(database));
            if (database.Models is { } models) parts.AddRange(models.Select(model => Model(model, database.Head)));
            else parts.Add(new PartItem("read-models", false, "They have not been made yet."));
            return database.Head;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or OperationCanceledException)
        {
            parts.Add(new PartItem("database", false, e is OperationCanceledException ? "It does not answer within 2 seconds." : "It can't be reached or refuses."));
            return null;
        }
    }

    private static PartItem Start(StartupState startup) => new("start", startup.Phase == StartupPhase.Ready, startup.Phase switch
    {
        StartupPhase.Starting => startup.Reason ?? "The server is starting.",
        StartupPhase.Importing => startup.Reason ?? "The shipped plans are being imported.",
        StartupPhase.Failed => startup.Reason ?? "The start failed.",
        _ => startup.Reason,
    });

    private static PartItem Migrations(DatabaseStatus database) => database.Missing.Count == 0
        ? new PartItem("migrations", true, $"The database is at migration {database.Applied}.")
        : new PartItem("migrations", false, $"The database lacks migrations {string.Join(", ", database.Missing)}; it is at {database.Applied}, the program at {database.Known}.");

    private static PartItem Model(ReadModelStatus model, long head)
    {
        var lag = Math.Max(0, head - model.Position);
        var reason = model.StoppedAt is { } stopped ? $"It stopped before the entry at position {stopped}: {model.Error}"
            : lag > TolerableLag ? $"It has {lag} entries to read."
            : null;
        return new PartItem(model.Name, reason is null, reason) { Position = model.Position, Lag = lag, StoppedAt = model.StoppedAt };
    }
}
