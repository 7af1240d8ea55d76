using Ledger.Postgres.Webhooks;
using Ledger.Server.Tests.Identity;
using Shouldly;
using Xunit;
using static Ledger.Server.Tests.Webhooks.WebhookHost;

namespace Ledger.Server.Tests.Webhooks;

/// <summary>What the database lets through when servers, connections and people get in each other's way.</summary>
public sealed class FenceTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    private DeliveryLedger Kept => host.Ledger.Services.GetRequired<DeliveryLedger>();

    [Fact]
    public async Task An_acknowledgement_counts_only_for_the_subscription_as_it_was()
    {
        using var caller = await host.CallerAsync();
        var (id, _) = await SubscribeAsync(caller, "http://127.0.0.1:9/", "fenced");
        var before = (await Kept.ReadAsync(id, default))!;
        var attempt = new DeliveryAttempt(id, DeliveryKind.Entry, 1, "msg_1", 1, TimeProvider.System.GetUtcNow(), TimeSpan.Zero, DeliveryOutcome.Delivered, 200, null, null);
        (await Kept.AcknowledgeAsync(attempt, before.Revision + 1, 0, default)).ShouldBeFalse("somebody has changed it");
        (await Kept.AcknowledgeAsync(attempt, before.Revision, 7, default)).ShouldBeFalse("another server was there first");
        (await Kept.AcknowledgeAsync(attempt, before.Revision, 0, default)).ShouldBeTrue();
        (await Kept.AcknowledgeAsync(attempt, before.Revision, 0, default)).ShouldBeFalse("once");
        (await Kept.FailAsync(attempt, before.Revision, 0, 1, TimeProvider.System.GetUtcNow(), default)).ShouldBeFalse();
        (await Kept.GiveUpAsync(attempt, before.Revision, 0, TimeProvider.System.GetUtcNow(), default)).ShouldBeFalse();
        (await AskAsync(caller, id, "/dead-letters"))["items"]!.AsArray().ShouldBeEmpty();
        var after = (await Kept.ReadAsync(id, default))!.Course;
        after.LastEntry.ShouldBe(1);
        after.Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Broken_connections_cost_repeats_at_most()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        receiver.Answer = (_, _) => Task.Delay(3);
        var positions = await host.AppendAsync("broken", 600);
        await SubscribeAsync(caller, receiver.Url, "broken");
        for (var round = 1; round <= 3; round++)
        {
            await UntilAsync(() => receiver.Got.Count >= round * 100, "some deliveries");
            await BreakAsync(host.Ledger.Database.ConnectionString);
        }

        await UntilAsync(() => receiver.Got.Any(one => one.Position == positions[^1]), "all of them", 60);
        var got = receiver.Got.ToList();
        got.Select(one => one.Position).Distinct().ShouldBe(positions);
        for (var i = 1; i < got.Count; i++) got[i].Position.ShouldBeGreaterThanOrEqualTo(got[i - 1].Position);
        (got.Count - positions.Count).ShouldBeLessThanOrEqualTo(3, "one for each break");
    }

    [Fact]
    public async Task The_log_keeps_within_bounds_and_discarded_letters_are_settled()
    {
        await using var receiver = await Receiver.StartAsync();
        using var caller = await host.CallerAsync();
        var positions = await host.AppendAsync("bounded", 6);
        receiver.Answer = (got, context) =>
        {
            context.Response.StatusCode = got.Position == positions[0] ? 400 : 200;
            return Task.CompletedTask;
        };
        var (id, _) = await SubscribeAsync(caller, receiver.Url, "bounded");
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await UntilAsync(async () => (await AskAsync(caller, id))["attempts"]!.GetValue<int>() == attempt, $"{attempt} attempts");
            host.Advance(TimeSpan.FromHours(37));
        }

        await UntilAsync(() => receiver.Got.Count == 16, "the entries behind");
        (await AskAsync(caller, id, $"/dead-letters/{positions[0]}/discard", new { }))["entries"]!.GetValue<int>().ShouldBe(1);
        (await AskAsync(caller, id, $"/dead-letters/{positions[0]}/discard", new { }))["entries"]!.GetValue<int>().ShouldBe(0);
        (await AskAsync(caller, id))["deadLetters"]!.GetValue<int>().ShouldBe(0);
        await UntilAsync(async () => (await AskAsync(caller, id, "/deliveries"))["items"]!.AsArray().Count == 16, "the log");
        await Kept.PruneAsync(host.Ledger.Clock.GetUtcNow(), TimeSpan.FromDays(1_000), 3, default);
        var log = (await AskAsync(caller, id, "/deliveries"))["items"]!.AsArray();
        log.Select(one => one!["position"]!.GetValue<long>()).ShouldBe(positions.TakeLast(3).Reverse());
        await Kept.PruneAsync(host.Ledger.Clock.GetUtcNow().AddDays(31), TimeSpan.FromDays(30), 100, default);
        (await AskAsync(caller, id, "/deliveries"))["items"]!.AsArray().ShouldBeEmpty();
        (await AskAsync(caller, id, "/dead-letters"))["items"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task BreakAsync(string connectionString)
    {
        await using var connection = new Npgsql.NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", connection);
        await command.ExecuteNonQueryAsync();
    }
}
