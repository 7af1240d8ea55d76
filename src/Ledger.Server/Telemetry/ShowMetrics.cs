using Ledger.Domain.Accounts;
using Ledger.Postgres.Measures;
using Ledger.Server.Identity;
using Ledger.Server.Web.Answers;

namespace Ledger.Server.Telemetry;

/// <summary><c>GET /metrics</c>: the measures in Prometheus' text form, or in OpenMetrics' for those who ask for it.</summary>
internal static class ShowMetrics
{
    public const string Path = "/metrics";

    private static readonly Role[] Readers = [Role.Supervisor, Role.Administrator];

    public static void MapMetrics(this WebApplication app)
    {
        // The exporter is a middleware that decides by path; here the route has decided already, and who may was asked.
        var scrape = ((IApplicationBuilder)app).New().UseOpenTelemetryPrometheusScrapingEndpoint(static _ => true).Build();
        var route = app.MapGet(Path, async (HttpContext context, LedgerStanding standing) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            await standing.RefreshAsync(context.RequestAborted);
            await scrape(context);
        }).ExcludeFromDescription().DisableHttpMetrics().WithMetadata(new Unbounded());
        switch (app.Services.GetRequiredService<TelemetrySettings>().Metrics)
        {
            case MetricsReaders.Open: route.AllowAnonymous(); break;
            case MetricsReaders.Roles: route.RequireRole(Readers); break;
            default: route.RequireLocalOrRole(Readers); break;
        }
    }
}
