using System.Net;
using System.Text.Json.Nodes;
using Ledger.Server.Tests.Api;
using Ledger.Server.Web;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Health;

public sealed class HealthTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Ready_says_of_every_part_how_it_stands()
    {
        var ready = await host.GetAsync("/health/ready");
        ready["status"]!.GetValue<string>().ShouldBe("ready");
        ready["parts"]!.AsArray().Select(part => part!["name"]!.GetValue<string>()).ShouldBe(
            ["start", "database", "migrations", "plans", "projects", "indicators", "findings"]);
        var projects = ready["parts"]![4]!;
        (projects["lag"]!.GetValue<long>(), projects["position"]!.GetValue<long>()).ShouldBe((0, ready["position"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("Importing", "巫溪")]
    [InlineData("Failed", "The port is taken.")]
    [InlineData("Starting", "Starting PostgreSQL.")]
    public async Task Not_ready_says_why(string phase, string reason)
    {
        var startup = host.Services.GetRequiredService<StartupState>();
        try
        {
            startup.Enter(Enum.Parse<StartupPhase>(phase), reason);
            var (status, body) = await host.AskAsync("/health/ready");
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            body["parts"]![0]!["reason"]!.GetValue<string>().ShouldBe(reason);
            (await host.AskAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            startup.Enter(StartupPhase.Ready);
        }
    }

    [Fact]
    public async Task A_read_model_that_stopped_is_not_ready_and_says_where()
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "update ledger_read.models set stopped_at = position + 1, error = 'unreadable' where name = 'findings'");
        var (status, body) = await host.AskAsync("/health/ready");
        await ExecuteAsync(connection, "update ledger_read.models set stopped_at = null, error = null where name = 'findings'");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body["parts"]!.AsArray().Where(part => !part!["ready"]!.GetValue<bool>()).ShouldHaveSingleItem()!["reason"]!.GetValue<string>().ShouldContain("unreadable");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
