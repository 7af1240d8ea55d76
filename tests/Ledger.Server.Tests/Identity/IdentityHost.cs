using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Identity;
using Ledger.Server.Web;
using Ledger.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

/// <summary>A ledger on Kestrel whose callers are to be proven. Use as <c>IClassFixture</c>, or start one with settings.</summary>
public sealed class IdentityHost : IAsyncLifetime, IAsyncDisposable
{
    internal const string Password = "correct horse battery staple";

    private readonly TestDatabase _database = new();
    private readonly Dictionary<string, string?> _settings;
    private WebApplication? _app;

    public IdentityHost()
        : this([])
    {
    }

    private IdentityHost(Dictionary<string, string?> settings) => _settings = settings;

    internal IServiceProvider Services => _app!.Services;

    internal TestDatabase Database => _database;

    internal MovableClock Clock { get; } = new();

    internal ConcurrentQueue<string> Logs { get; } = new();

    internal Uri Address => new(_app!.Urls.Single());

    /// <summary>Starts a ledger with settings, such as <c>Identity:PublicRead=false</c>.</summary>
    internal static async Task<IdentityHost> StartAsync(params string[] settings)
    {
        var host = new IdentityHost(settings.Select(one => one.Split('=', 2)).ToDictionary(one => one[0], string? (one) => one[1]));
        await host.InitializeAsync();
        return host;
    }

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _app = Build(_database.ConnectionString);
        await Services.PrepareAsync(default);
        Services.GetRequiredService<StartupState>().Enter(StartupPhase.Ready);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>A second server of the same ledger.</summary>
    internal async Task<WebApplication> StartSecondAsync()
    {
        var second = Build(_database.ConnectionString);
        second.Services.GetRequiredService<StartupState>().Enter(StartupPhase.Ready);
        await second.StartAsync();
        return second;
    }

    /// <summary>Makes an account with <see cref="Password"/>; answers its name.</summary>
    internal async Task<string> AccountAsync(params Grant[] grants)
    {
        var name = $"u{Guid.NewGuid():N}"[..20];
        (await Services.GetRequiredService<AccountManager>().CreateAsync(name, null, grants, Password, "test", default)).ShouldBeNull();
        return name;
    }

    /// <summary>Issues a key; answers it in full.</summary>
    internal async Task<string> KeyAsync(string owner, int days = 90, params Grant[] grants)
    {
        var (key, refusal) = await Services.GetRequiredService<KeyManager>().IssueAsync(owner, "test", grants.Length > 0 ? grants : null, days, "test", default);
        refusal.ShouldBeNull();
        return key!.Full;
    }

    /// <summary>Somebody with a browser, who has not signed in.</summary>
    internal Browser Browse() => new(Address);

    /// <summary>Somebody with a browser, who has signed in.</summary>
    internal async Task<Browser> SignInAsync(string name)
    {
        var browser = Browse();
        using var answer = await browser.SignInAsync(name, Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    /// <summary>A program that sends something as its Authorization.</summary>
    internal HttpClient Program(string? authorization)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return client;
    }

    internal async Task<IReadOnlyList<Recorded>> EntriesAsync(string stream) =>
        [.. (await Services.GetRequiredService<EventStore>().ReadStreamAsync(stream)).Select(entry => entry.ToRecorded())];

    /// <summary>Appends facts to a stream and waits until they can be seen.</summary>
    internal async Task RecordAsync(string stream, params LedgerEvent[] events)
    {
        var request = new AppendRequest(
            [new StreamAppend(stream, Domain.Time.StreamName.TypeOf(stream), ExpectedVersion.Any, [.. events.Select(e => new NewEntry(EventTypes.NameOf(e), LedgerJson.Write(e)))])], "test");
        var appended = (AppendResult.Appended)await Services.GetRequiredService<EventStore>().AppendAsync(request);
        (await Services.GetRequiredService<ReadModelCatalog>().WaitForAsync(appended.Entries[^1].Position, TimeSpan.FromSeconds(20))).ShouldBeTrue();
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Ledger.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private WebApplication Build(string connectionString)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Ledger.Server", EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new Gathering(Logs));
        builder.Services.AddLedger(connectionString);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ReadModelRunner>());
        builder.AddLedgerWeb();
        // Everything that any part would ever log, also what the program itself leaves out.
        builder.Logging.AddFilter((_, _, _) => true).AddFilter("Microsoft.AspNetCore", LogLevel.Trace);
        var app = builder.Build();
        app.MapLedgerWeb();
        return app;
    }

    private sealed class Gathering(ConcurrentQueue<string> logs) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Enqueue(formatter(state, exception) + exception);
    }
}

/// <summary>A clock that is set: it begins at the real time, which the framework's tokens know besides.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan time) => _ahead += time;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}

/// <summary>Answers as tests read them.</summary>
internal static class Answers
{
    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative));

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string path, object? body) =>
        client.PostAsync(new Uri(path, UriKind.Relative), body is null ? null : JsonContent.Create(body));

    public static async Task<JsonNode> BodyAsync(this HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>Fails with the body unless the status is this; answers the body.</summary>
    public static async Task<JsonNode> ShouldBeAsync(this HttpResponseMessage response, HttpStatusCode status, string? type = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            // A person is told the same on a page.
            if (type is not null) text.ShouldContain($"/problems/{type}");
            return new JsonObject();
        }

        var body = JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
        if (type is not null) body["type"]!.GetValue<string>().ShouldBe($"/problems/{type}");
        if (status == HttpStatusCode.Unauthorized) response.Headers.WwwAuthenticate.ShouldContain(new AuthenticationHeaderValue("Bearer", response.Headers.WwwAuthenticate.Single().Parameter));
        return body;
    }
}
