using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Tests.Api;
using Ledger.Server.Web;
using Ledger.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Ledger.Server.Tests.Recording;

/// <summary>A ledger with two plans in two regions, that whoever <see cref="TestSignIn"/> lets in may write to. Use as <c>IClassFixture</c>.</summary>
public sealed class RecordingHost : IAsyncLifetime
{
    public static readonly string Recorder = TestSignIn.As("user:li", "user:li", "recorder@巫溪县");
    public static readonly string Elsewhere = TestSignIn.As("user:wang", "user:wang", "recorder@沙坪坝区");
    public static readonly string Supervisor = TestSignIn.As("user:du", "user:du", "supervisor@*", "administrator@*");

    private readonly TestDatabase _database = new();
    private int _things;
    private WebApplication? _app;

    internal IServiceProvider Services => _app!.Services;

    internal string ConnectionString => _database.ConnectionString;

    internal EventStore Store => Services.GetRequiredService<EventStore>();

    internal HttpClient Client { get; private set; } = null!;

    public Task InitializeAsync() => InitializeAsync([]);

    internal async Task InitializeAsync(string[] settings)
    {
        await _database.InitializeAsync();
        _app = await StartAsync(settings);
        Client = ApiHost.ClientOf(_app);
        await PublishAsync("wuxi-145", "巫溪县");
        await PublishAsync("shapingba-2023", "沙坪坝区");
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>One more server on the same ledger, with settings such as <c>Telemetry:Metrics=open</c>.</summary>
    internal async Task<WebApplication> StartAsync(params string[] settings)
    {
        var app = Builder(_database.ConnectionString, settings).Build();
        app.MapLedgerWeb();
        await app.Services.PrepareAsync(default);
        app.Services.GetRequiredService<StartupState>().Enter(StartupPhase.Ready);
        await app.StartAsync();
        return app;
    }

    /// <summary>A server that is not built yet.</summary>
    internal static WebApplicationBuilder Builder(string connectionString, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Ledger.Server", EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings.Select(one => one.Split('=', 2)).ToDictionary(one => one[0], string? (one) => one[1]));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        // Races must not take the connections that other test classes need.
        builder.Services.AddLedger(connectionString + ";Maximum Pool Size=15");
        builder.Services.AddSingleton<TimeProvider, TestClock>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ReadModelRunner>());
        builder.AddLedgerWeb();
        builder.Services.AddAuthentication(options => options.DefaultScheme = "test").AddScheme<AuthenticationSchemeOptions, TestSignIn>("test", null);
        return builder;
    }

    /// <summary>Posts a body as somebody.</summary>
    internal Task<Answer> PostAsync(string path, string body, string? caller = null, params (string Name, string Value)[] headers) =>
        PostAsync(Client, path, body, caller, headers);

    internal static async Task<Answer> PostAsync(HttpClient client, string path, string body, string? caller = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(TestSignIn.Header, caller ?? Recorder);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            response.StatusCode, text, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag?.ToString(), response.Headers.Location?.ToString(),
            response.Headers.TryGetValues("Ledger-Visible", out var visible) ? visible.Single() : null);
    }

    internal async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {response.StatusCode} {text}");
    }

    /// <summary>Plans a project of the test's own and answers its id.</summary>
    internal async Task<string> PlanAsync(string on = "2022-03-31")
    {
        var slug = $"school-{Interlocked.Increment(ref _things)}";
        var answer = await PostAsync("/api/v1/projects", Bodies.Planned(slug, on));
        return answer.Status == HttpStatusCode.Created ? $"wuxi-145.{slug}" : throw new InvalidOperationException(answer.Text);
    }

    internal async Task<Answer> RecordAsync(string project, string body) => await PostAsync($"/api/v1/projects/{project}/entries", body);

    private async Task PublishAsync(string code, string region)
    {
        var day = new DateOnly(2022, 3, 31);
        var published = new PlanEvent.PlanPublished
        {
            Effective = EffectiveDate.OnDay(day),
            Document = new PlanDocument(code, $"{region}教育规划", null, $"{region}人民政府", region, null, ReducedDate.Of(day), new(2021, 1, 1), new(2025, 12, 31), []),
        };
        await Store.AppendAsync(new AppendRequest(
            [new StreamAppend($"plan-{code}", "plan", ExpectedVersion.None, [new NewEntry(EventTypes.NameOf(published), LedgerJson.Write(published))])], "system:import"));
    }
}

/// <summary>An answer, read whole.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, JsonNode? Body, string? Tag, string? Location, string? Visible)
{
    public string Type => Body!["type"]!.GetValue<string>();

    public string? Code => Body!["code"]?.GetValue<string>();

    public long Position => Body!["position"]!.GetValue<long>();

    public long Version => Body!["version"]!.GetValue<long>();

    // For a failed assertion, whatever the answer holds.
    public override string ToString() => $"{Status} {Text}";
}
