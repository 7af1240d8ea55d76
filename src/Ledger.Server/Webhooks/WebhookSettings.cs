namespace Ledger.Server.Webhooks;

/// <summary>Settings under <c>Webhooks</c>; in the environment for example <c>Webhooks__AllowedPrivateHosts__0=hooks.intern:8080</c>.</summary>
internal sealed class WebhookSettings
{
    /// <summary>Hosts that may be private, and be reached by http: <c>name</c> for any port, or <c>name:port</c>. Default: none.</summary>
    public IReadOnlyList<string> AllowedPrivateHosts { get; set; } = [];

    /// <summary>Ports that public endpoints may have. Default: 443 and 8443.</summary>
    public IReadOnlyList<int> Ports { get; set; } = [];

    /// <summary>Seconds until a connection must stand. Default: 5.</summary>
    public double ConnectSeconds { get; set; } = 5;

    /// <summary>Seconds until an endpoint must have answered. Default: 15.</summary>
    public double AnswerSeconds { get; set; } = 15;

    /// <summary>Deliveries at once, to all endpoints together. Default: 64.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>Deliveries at once to one host. Default: 8.</summary>
    public int ConcurrencyOfHost { get; set; } = 8;

    /// <summary>Subscriptions of one owner at most. Default: 20.</summary>
    public int MostSubscriptions { get; set; } = 20;

    /// <summary>Days for which the log of deliveries and what became of dead letters is kept. Default: 30.</summary>
    public int LogDays { get; set; } = 30;

    /// <summary>Attempts kept in the log of one subscription at most. Default: 5,000.</summary>
    public int LogEntries { get; set; } = 5_000;

    /// <summary>The ports, by default or as set: a list in settings would be added to one that is here already.</summary>
    public IReadOnlyList<int> AllowedPorts => Ports.Count > 0 ? Ports : [443, 8443];

    /// <summary>Reads them.</summary>
    public static WebhookSettings Of(IConfiguration configuration) => configuration.GetSection("Webhooks").Get<WebhookSettings>() ?? new WebhookSettings();
}
