using System.Net;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Web;
using Ledger.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Ledger.Server.Tests.Api;

/// <summary>The web of a ledger of its own, on Kestrel, filled with <see cref="World"/>. Use as <c>IClassFixture</c>.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private WebApplication? _app;

    internal IServiceProvider Services => _app!.Services;

    internal EventStore Store => Services.GetRequiredService<EventStore>();

    internal string ConnectionString => _database.ConnectionString;

    internal HttpClient Client { get; private set; } = null!;

    internal World World { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _app = Build(_database.ConnectionString);
        await _app.Services.PrepareAsync(default);
        _app.Services.GetRequiredService<StartupState>().Enter(StartupPhase.Ready);
        await _app.StartAsync();
        Client = ClientOf(_app);
        World = await World.RecordAsync(this);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <param name="connectionString">The database.</param>
    /// <param name="settings">Such as <c>Identity:PublicRead=false</c>.</param>
    internal static WebApplication Build(string connectionString, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Ledger.Server", EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddCommandLine(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddLedger(connectionString);
        builder.Services.AddSingleton<TimeProvider, TestClock>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ReadModelRunner>());
        builder.AddLedgerWeb();
        var app = builder.Build();
        app.MapLedgerWeb();
        return app;
    }

    internal static HttpClient ClientOf(WebApplication app) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };

    /// <summary>Appends facts to a stream, waits until they can be seen, and answers their positions.</summary>
    internal async Task<IReadOnlyList<AppendedEntry>> RecordAsync(string stream, string actor, params LedgerEvent[] events)
    {
        var request = new AppendRequest(
            [new StreamAppend(stream, Domain.Time.StreamName.TypeOf(stream), ExpectedVersion.Any, [.. events.Select(e => new NewEntry(EventTypes.NameOf(e), LedgerJson.Write(e)))])],
            actor);
        var appended = (AppendResult.Appended)await Store.AppendAsync(request);
        if (!await Services.GetRequiredService<ReadModelCatalog>().WaitForAsync(appended.Entries[^1].Position, TimeSpan.FromSeconds(20)))
            throw new TimeoutException("The read models did not catch up.");
        return appended.Entries;
    }

    internal async Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    internal async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await AskAsync(path);
        return status == HttpStatusCode.OK ? body : throw new InvalidOperationException($"{path}: {status} {body.ToJsonString()}");
    }
}
