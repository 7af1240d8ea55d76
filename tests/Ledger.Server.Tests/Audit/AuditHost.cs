using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Identity;
using Ledger.Server.Web;
using Ledger.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Ledger.Server.Tests.Audit;

/// <summary>The web of a ledger of its own; whoever names grants in a header has them. Use as <c>IClassFixture</c>.</summary>
public sealed class AuditHost : IAsyncLifetime
{
    public const string Header = "X-Test-Grants";
    private readonly TestDatabase _database = new();
    private WebApplication? _app;

    internal IServiceProvider Services => _app!.Services;

    internal EventStore Store => Services.GetRequiredService<EventStore>();

    /// <summary>A supervisor.</summary>
    internal HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Ledger.Server", EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddLedger(_database.ConnectionString);
        builder.AddLedgerWeb();
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, TestAuthentication>("Test", null);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ReadModelRunner>());
        _app = builder.Build();
        _app.UseAuthentication();
        _app.MapLedgerWeb();
        await _app.Services.PrepareAsync(default);
        _app.Services.GetRequiredService<StartupState>().Enter(StartupPhase.Ready);
        await _app.StartAsync();
        Client = ClientWith("supervisor@*");
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A client of somebody with these grants; of nobody for null.</summary>
    internal HttpClient ClientWith(string? grants)
    {
        var client = new HttpClient { BaseAddress = new Uri(_app!.Urls.Single()), Timeout = TimeSpan.FromMinutes(5) };
        if (grants is not null) client.DefaultRequestHeaders.Add(Header, grants);
        return client;
    }

    internal async Task<IReadOnlyList<AppendedEntry>> RecordAsync(string stream, string actor, params LedgerEvent[] events)
    {
        var appended = (AppendResult.Appended)await Store.AppendAsync(new AppendRequest(
            [new StreamAppend(stream, StreamName.TypeOf(stream), ExpectedVersion.Any, [.. events.Select(e => new NewEntry(EventTypes.NameOf(e), LedgerJson.Write(e)))])], actor));
        if (!await Services.GetRequiredService<ReadModelCatalog>().WaitForAsync(appended.Entries[^1].Position, TimeSpan.FromSeconds(20)))
            throw new TimeoutException("The read models did not catch up.");
        return appended.Entries;
    }

    internal async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await Client.GetStringAsync(new Uri("/api/v1/audit" + path, UriKind.Relative)))!;

    /// <summary>Positions of all items of a listing, page after page.</summary>
    internal async Task<IReadOnlyList<long>> PositionsAsync(string query, int limit = 500)
    {
        var found = new List<long>();
        for (var cursor = ""; ;)
        {
            var page = await GetAsync($"?limit={limit}{query}{cursor}");
            found.AddRange(page["items"]!.AsArray().Select(item => item!["position"]!.GetValue<long>()));
            if (page["next"]?.GetValue<string>() is not { } next) return found;
            cursor = "&cursor=" + next;
        }
    }

    private sealed class TestAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[Header] is not [{ } grants]) return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "user:test"), .. grants.Split(',').Select(grant => new Claim(Caller.GrantClaim, grant))], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
