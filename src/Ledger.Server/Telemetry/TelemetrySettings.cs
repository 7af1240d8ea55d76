namespace Ledger.Server.Telemetry;

/// <summary>Who may read <c>/metrics</c>.</summary>
internal enum MetricsReaders
{
    /// <summary>Programs on this machine, and supervisors and administrators from everywhere.</summary>
    Local,

    /// <summary>Supervisors and administrators only.</summary>
    Roles,

    /// <summary>Everybody.</summary>
    Open,
}

/// <summary>Settings under <c>Telemetry</c>; in the environment for example <c>Telemetry__Metrics=roles</c>.</summary>
internal sealed class TelemetrySettings
{
    private const string Standard = "OTEL_EXPORTER_OTLP_";

    /// <summary>Who may read <c>/metrics</c>: <c>local</c> (default), <c>roles</c> or <c>open</c>.</summary>
    public MetricsReaders Metrics { get; set; } = MetricsReaders.Local;

    /// <summary>Where to send measures and spans.</summary>
    public OtlpSettings Otlp { get; set; } = new();

    /// <summary>Whether measures are sent.</summary>
    public bool SendsMetrics { get; private set; }

    /// <summary>Whether spans are sent.</summary>
    public bool SendsTraces { get; private set; }

    /// <summary>Reads them, and OpenTelemetry's own variables, which come first.</summary>
    public static TelemetrySettings Of(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Telemetry").Get<TelemetrySettings>() ?? new TelemetrySettings();
        if (string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)) return settings;
        settings.SendsMetrics = settings.Sends(configuration, "METRICS");
        settings.SendsTraces = settings.Sends(configuration, "TRACES");
        return settings;
    }

    /// <summary>The ledger's settings under the names that the exporter reads, where the standard variables leave them open.</summary>
    public IReadOnlyDictionary<string, string?> AsVariables(IConfiguration configuration) =>
        new Dictionary<string, string?> { ["ENDPOINT"] = Otlp.Endpoint, ["PROTOCOL"] = Otlp.Protocol, ["HEADERS"] = Otlp.Headers }
            .Where(one => !string.IsNullOrWhiteSpace(one.Value) && string.IsNullOrWhiteSpace(configuration[Standard + one.Key]))
            .ToDictionary(one => Standard + one.Key, one => one.Value, StringComparer.Ordinal);

    private bool Sends(IConfiguration configuration, string signal) =>
        !string.Equals(configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase)
        && new[] { configuration[Standard + "ENDPOINT"], configuration[$"{Standard}{signal}_ENDPOINT"], Otlp.Endpoint }.Any(endpoint => !string.IsNullOrWhiteSpace(endpoint));
}

/// <summary>Settings under <c>Telemetry:Otlp</c>, for those who keep all settings in one file.</summary>
internal sealed class OtlpSettings
{
    /// <summary>Address of the collector, such as <c>http://localhost:4318</c>. Nothing is sent without one.</summary>
    public string? Endpoint { get; set; }

    /// <summary><c>grpc</c> (default) or <c>http/protobuf</c>.</summary>
    public string? Protocol { get; set; }

    /// <summary>Headers to send along, <c>name=value,name=value</c>.</summary>
    public string? Headers { get; set; }
}
