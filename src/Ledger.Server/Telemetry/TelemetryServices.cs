using System.Diagnostics.Metrics;
using Ledger.Postgres.Measures;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ledger.Server.Telemetry;

/// <summary>OpenTelemetry put together: measures for <c>/metrics</c> always, measures and spans by OTLP where somebody said where to.</summary>
internal static class TelemetryServices
{
    // Built into the runtime, the web server and Npgsql: requests, connections, rate limits, memory, threads, pools.
    private static readonly string[] Meters =
    [
        LedgerMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql",
    ];

    // Of Npgsql's: how full its pools are, and how long commands take.
    private static readonly string[] OfNpgsql = ["db.client.connection.count", "db.client.connection.max", "db.client.operation.duration"];

    /// <summary>Registers it.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var settings = TelemetrySettings.Of(builder.Configuration);
        builder.Configuration.AddInMemoryCollection(settings.AsVariables(builder.Configuration));
        builder.Services.AddSingleton(settings).AddSingleton<LedgerStanding>().AddLocalOrRole();
        LedgerMeter.Announce();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("ledger", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3))
                // Again, for what the environment says of the service goes first.
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics => Measure(metrics, settings));
        if (settings.SendsTraces) telemetry.WithTracing(Trace);
        if (settings.SendsMetrics) builder.Services.AddHostedService<StandingRefresher>();
    }

    private static void Measure(MeterProviderBuilder metrics, TelemetrySettings settings)
    {
        metrics.AddMeter(Meters)
            .AddView(View)
            .AddPrometheusExporter(prometheus => prometheus.ScopeInfoEnabled = false);
        if (settings.SendsMetrics) metrics.AddOtlpExporter();
    }

    // Room for label sets is taken at the start, 2,000 of them unless said otherwise: too much for some forty instruments, of which most
    // have a handful. What goes beyond is counted together and not lost.
    private static MetricStreamConfiguration? View(Instrument instrument) => instrument switch
    {
        { Meter.Name: "Npgsql" } when !OfNpgsql.Contains(instrument.Name) => MetricStreamConfiguration.Drop,
        { Name: "http.server.request.duration" or "ledger.deliver.lag" or "ledger.deliver.lag.time" } => null,
        _ => new MetricStreamConfiguration { CardinalityLimit = 50 },
    };

    private static void Trace(TracerProviderBuilder traces) => traces
        .AddSource(LedgerMeter.Name, "Npgsql")
        .AddAspNetCoreInstrumentation(requests => requests.Filter = static context => !IsProbe(context.Request.Path))
        .AddOtlpExporter();

    // Asked every few seconds by machines; nobody looks for the trace of one.
    private static bool IsProbe(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments(ShowMetrics.Path, StringComparison.Ordinal);
}
