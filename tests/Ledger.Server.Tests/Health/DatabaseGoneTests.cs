using System.Net;
using System.Text.Json.Nodes;
using Ledger.Server.Tests.Api;
using Ledger.Testing;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Health;

public sealed class DatabaseGoneTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing;Timeout=2")]
    [InlineData(null)]
    public async Task Without_a_database_every_answer_is_503_with_retry_after(string? connectionString)
    {
        connectionString ??= new NpgsqlConnectionStringBuilder(TestServer.ConnectionString) { Database = $"missing_{Guid.NewGuid():N}" }.ConnectionString;
        await using var app = ApiHost.Build(connectionString);
        await app.StartAsync();
        using var client = ApiHost.ClientOf(app);
        foreach (var path in CachingTests.AllPaths)
            await ShouldBeUnavailableAsync(client, path);
        (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.StopAsync();
    }

    [Fact]
    public async Task When_the_database_goes_answers_are_503_and_when_it_comes_back_they_are_answers_again()
    {
        var host = new ApiHost();
        await host.InitializeAsync();
        var name = new NpgsqlConnectionStringBuilder(host.ConnectionString).Database!;
        try
        {
            await AdministerAsync($"alter database {name} with allow_connections false", $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
            await ShouldBeUnavailableAsync(host.Client, "/api/v1/projects");
            await ShouldBeUnavailableAsync(host.Client, "/api/v1/compare?plan=wuxi-145");
            var ready = await host.AskAsync("/health/ready");
            ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            ready.Body["parts"]!.AsArray().Single(part => part!["name"]!.GetValue<string>() == "database")!["ready"]!.GetValue<bool>().ShouldBeFalse();
            await AdministerAsync($"alter database {name} with allow_connections true");
            (await host.GetAsync("/api/v1/projects"))["total"]!.GetValue<long>().ShouldBe(4);
        }
        finally
        {
            await AdministerAsync($"alter database {name} with allow_connections true");
            await host.DisposeAsync();
        }
    }

    private static async Task ShouldBeUnavailableAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
        response.Headers.RetryAfter.ShouldNotBeNull();
        var body = await response.Content.ReadAsStringAsync();
        JsonNode.Parse(body)!["type"]!.GetValue<string>().ShouldBe("/problems/unavailable");
        body.ShouldNotContain("   at ");
        body.ShouldNotContain("Npgsql");
    }

    internal static async Task AdministerAsync(params string[] statements)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(TestServer.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
