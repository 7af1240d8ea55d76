using System.Net.Sockets;
using Ledger.Postgres;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Delivery;
using Microsoft.AspNetCore.Connections;

namespace Ledger.Server.Hosting;

/// <summary>A serving ledger: its database, its read models and its web server, from start to end.</summary>
internal sealed class LedgerHost : IAsyncDisposable
{
    private readonly ServeOptions _options;
    private readonly WebApplication _app;
    private RunningDatabase? _database;
    private EmbeddedRevival? _revival;
    private ReadModelRunner? _runner;
    private SilentCopies? _copies;
    private WebhookDeliverer? _deliverer;

    private LedgerHost(ServeOptions options)
    {
        _options = options;
        _app = LedgerWebHost.Build(options, () => _database?.ConnectionString ?? throw new InvalidOperationException("The database is not there yet."));
    }

    /// <summary>The addresses really bound.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _app.Urls];

    /// <summary>The ledger's parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Binds the address, starts the database, brings it up to date and feeds the read models. Requests are still kept out.</summary>
    /// <param name="options">How to run.</param>
    /// <param name="ct">Gives up; nothing keeps running.</param>
    /// <exception cref="LedgerFailure">The address is taken, or the database can't be had.</exception>
    public static async Task<LedgerHost> StartAsync(ServeOptions options, CancellationToken ct)
    {
        using var logs = LoggerFactory.Create(logging => LedgerWebHost.Log(logging, options.Verbose));
        // Starting PostgreSQL is mostly waiting, building the web server mostly computing.
        var starting = Task.Run(() => RunningDatabase.StartAsync(options.Location, exclusive: true, logs.CreateLogger<LedgerHost>(), ct), ct);
        LedgerHost? host = null;
        try
        {
            host = new LedgerHost(options);
            await host.BindAsync(ct);
            host._database = await starting;
            await host.PrepareAsync(ct);
            return host;
        }
        catch
        {
            if (host is not null) await host.DisposeAsync();
            if (host?._database is null) await LeaveAsync(starting);
            throw;
        }
    }

    /// <summary>Says how far the start is, to those who ask meanwhile; any phase but the first lets requests in.</summary>
    public void Enter(StartupPhase phase, string? reason = null) => Services.GetRequiredService<StartupState>().Enter(phase, reason);

    /// <summary>Stops accepting, finishes requests, flushes appends, and stops an embedded PostgreSQL.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_revival is not null) await _revival.DisposeAsync();
            if (_deliverer is not null) await _deliverer.StopAsync(CancellationToken.None);
            await _app.StopAsync();
            if (_runner is not null) await _runner.StopAsync(CancellationToken.None);
            if (_copies is not null) await _copies.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }
        finally
        {
            // Whatever did not end well above, PostgreSQL is not left behind for it.
            if (_database is not null) await _database.DisposeAsync();
        }
    }

    private async Task BindAsync(CancellationToken ct)
    {
        try
        {
            await _app.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
        {
            throw new LedgerFailure(ExitCode.Unavailable, $"{e.Message.TrimEnd('.')}: stop the program that uses it, or choose another address with --urls http://localhost:5081.", e);
        }
        catch (Exception e) when (e is SocketException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new LedgerFailure(ExitCode.Usage, $"The address {_options.Urls} can't be used ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}): write it like http://localhost:5081.", e);
        }
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        Enter(StartupPhase.Starting, "The database is being brought up to date.");
        await Services.PrepareAsync(ct);
        _revival = new EmbeddedRevival(
            _options.Location, _database!.ConnectionString, Services.GetRequiredService<TimeProvider>(), Services.GetRequiredService<ILogger<EmbeddedRevival>>()).Start();
        _copies = Services.GetRequiredService<SilentCopies>();
        await _copies.StartAsync(ct);
        _runner = Services.GetRequiredService<ReadModelRunner>();
        await _runner.StartAsync(ct);
        _deliverer = Services.GetRequiredService<WebhookDeliverer>();
        await _deliverer.StartAsync(ct);
    }

    private static async Task LeaveAsync(Task<RunningDatabase> starting)
    {
        try
        {
            await (await starting).DisposeAsync();
        }
        catch (Exception)
        {
            // It did not start, so there is nothing to leave; what is already on its way to the user says why.
        }
    }
}
