using System.Net;
using System.Text.Json.Nodes;
using Ledger.Domain.Plans;
using Ledger.Postgres;
using Ledger.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Audit;

/// <summary>Who reads the audit is recorded, before the answer.</summary>
public sealed class AuditReadTests(AuditHost host) : IClassFixture<AuditHost>
{
    [Fact]
    public async Task Every_read_is_recorded_with_what_was_asked_and_what_was_shown()
    {
        var last = await LastAsync();
        await host.RecordAsync("project-wuxi-145.read", "user:li", World.Planned("wuxi-145", "1", "学校", Category.Compulsory, null, null, null));
        var position = (await host.Store.HeadAsync()).Position;
        await host.GetAsync("?actor=user:li&limit=1");
        await host.Client.GetStringAsync(new Uri("/api/v1/audit/export?type=project_planned", UriKind.Relative));
        await host.Client.GetStringAsync(new Uri("/api/v1/accounts?limit=7", UriKind.Relative));
        await host.Client.GetAsync(new Uri("/api/v1/accounts/wang", UriKind.Relative));
        await host.Client.GetStringAsync(new Uri("/api/v1/keys", UriKind.Relative));

        var reads = (await host.GetAsync("/reads?limit=500"))["items"]!.AsArray().Where(read => read!["id"]!.GetValue<long>() > last).Reverse().ToList();
        reads.Select(read => read!["operation"]!.GetValue<string>()).ShouldBe(["listAudit", "exportAudit", "listAccounts", "showAccount", "listKeys"]);
        reads.ShouldAllBe(read => read!["actor"]!.GetValue<string>() == "user:test" && read["traceId"] != null);
        reads[0]!["question"]!.ToJsonString().ShouldBe("""{"actor":"user:li","limit":"1"}""");
        (reads[0]!["items"]!.GetValue<int>(), reads[0]!["position"]!.GetValue<long>()).ShouldBe((1, position));
        (reads[1]!["items"], reads[1]!["position"]!.GetValue<long>()).ShouldBe((null, position));
        reads[3]!["question"]!.ToJsonString().ShouldBe("""{"name":"wang"}""");
    }

    [Fact]
    public async Task Reads_are_listed_newest_first_in_parts_by_reader_and_time_and_that_is_recorded_too()
    {
        for (var i = 0; i < 5; i++) await host.GetAsync("?limit=1");
        var first = await host.GetAsync("/reads?limit=2&actor=user:test");
        var second = await host.GetAsync($"/reads?limit=2&actor=user:test&after={first["next"]!.GetValue<string>()}");
        var ids = new[] { first, second }.SelectMany(part => part["items"]!.AsArray()).Select(read => read!["id"]!.GetValue<long>()).ToList();
        ids.ShouldBe(ids.OrderDescending());
        ids.Distinct().Count().ShouldBe(4);
        (await host.GetAsync("/reads?limit=1"))["items"]![0]!["operation"]!.GetValue<string>().ShouldBe("listAuditReads");
        (await host.GetAsync("/reads?actor=user:nobody"))["items"]!.AsArray().ShouldBeEmpty();
        (await host.GetAsync("/reads?to=2020-01-01"))["items"]!.AsArray().ShouldBeEmpty();
        (await host.GetAsync("/reads?from=2020-01-01"))["items"]!.AsArray().ShouldNotBeEmpty();
        foreach (var wrong in new[] { "?after=x", "?from=yesterday", "?from=2022-01-02&to=2022-01-01" })
            (await host.Client.GetAsync(new Uri("/api/v1/audit/reads" + wrong, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
    }

    [Fact]
    public async Task What_is_refused_shows_nothing_and_is_not_recorded()
    {
        var last = await LastAsync();
        using var recorder = host.ClientWith("recorder@巫溪县".Replace("巫溪县", "wuxi", StringComparison.Ordinal));
        (await recorder.GetAsync(new Uri("/api/v1/audit", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.Client.GetAsync(new Uri("/api/v1/audit?flag=none", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        // One's own keys are nobody else's.
        (await recorder.GetAsync(new Uri("/api/v1/keys", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LastAsync()).ShouldBe(last);
    }

    [Fact]
    public async Task A_read_that_can_not_be_recorded_is_not_answered()
    {
        await ExecuteAsync("alter table ledger.audit_reads rename to audit_reads_away");
        try
        {
            foreach (var path in new[] { "/api/v1/audit", "/api/v1/audit/export", "/api/v1/accounts", "/api/v1/keys" })
            {
                var answer = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
                JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"]!.GetValue<string>().ShouldBe("/problems/unavailable");
            }
        }
        finally
        {
            await ExecuteAsync("alter table ledger.audit_reads_away rename to audit_reads");
        }
    }

    [Theory]
    [InlineData("update ledger.audit_reads set actor = 'user:nobody'")]
    [InlineData("delete from ledger.audit_reads")]
    [InlineData("truncate ledger.audit_reads")]
    public async Task What_was_read_stays_recorded(string statement)
    {
        await host.GetAsync("?limit=1");
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(statement))).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var command = host.Services.GetRequiredService<LedgerDatabase>().Owner.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> LastAsync()
    {
        await using var command = host.Services.GetRequiredService<LedgerDatabase>().Owner.CreateCommand("select coalesce(max(id), 0) from ledger.audit_reads");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
