using Ledger.Server.Web;

namespace Ledger.Server.Hosting;

/// <summary>Builds the web server around a ledger whose database may still be starting.</summary>
internal static class LedgerWebHost
{
    public const string DefaultUrl = "http://localhost:5080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>Settings of a server or a command: <c>appsettings.json</c> beside the program, then the environment.</summary>
    public static IConfiguration Configuration() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .Build();

    /// <summary>Composes services and pipeline.</summary>
    /// <param name="options">How it is to run.</param>
    /// <param name="connectionString">Asked once the database has been started.</param>
    public static WebApplication Build(ServeOptions options, Func<string> connectionString)
    {
        // Without IIS, HTTP/3 and logs that nobody reads: what is loaded at start is held for good.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Beside the program and not where it is started from: pages and assets are the same from everywhere.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(LedgerWebHost).Assembly.GetName().Name,
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        Listen(builder, options.Urls);
        Log(builder.Logging, options.Verbose);
        builder.Services.AddLedgerAt(_ => connectionString());
        // Signals are one place's business: see Interruption.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.AddLedgerWeb();
        var app = builder.Build();
        app.MapLedgerWeb();
        return app;
    }

    // Loopback unless somebody says otherwise in any of the ways that ASP.NET Core knows.
    private static void Listen(WebApplicationBuilder builder, string? urls)
    {
        if (urls is not null) builder.WebHost.UseUrls(urls);
        else if (AddressKeys.All(key => string.IsNullOrEmpty(builder.Configuration[key])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>What goes wrong, on stderr; with <paramref name="verbose"/> also what is being done.</summary>
    public static void Log(ILoggingBuilder logging, bool verbose)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning);
        // A start that fails is told in one sentence, by the command; the host would add its stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // On stderr: stdout belongs to what the program says to its user.
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
