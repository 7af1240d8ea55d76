using System.Net;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Measures;
using Ledger.Server.Tests.Recording;
using Ledger.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Telemetry;

[Collection(MeasuresAlone.Name)]
public sealed class MetricsTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Fact]
    public async Task What_is_recorded_over_http_is_counted_timed_and_taken_in()
    {
        var before = await ScrapeAsync(host.Client);
        var project = await host.PlanAsync();
        (await host.RecordAsync(project, Bodies.Started())).Status.ShouldBe(HttpStatusCode.Created);
        var key = ("Idempotency-Key", "once");
        await RecordingHost.PostAsync(host.Client, $"/api/v1/projects/{project}/entries", Bodies.Progress(10, "2022-07-01"), null, key);
        var after = await ScrapeAsync(host.Client);

        double Grown(string name, params (string, string)[] labels) => after.Sum(name, labels) - before.Sum(name, labels);
        Grown("ledger_append_entries_total").ShouldBe(3);
        Grown("ledger_append_duration_seconds_count", ("ledger_outcome", "appended")).ShouldBe(3);
        Grown("ledger_append_duration_seconds_sum", ("ledger_outcome", "appended")).ShouldBeInRange(0.0003, 60);
        Grown("ledger_append_batch_size_sum").ShouldBe(3);
        Grown("ledger_project_entries_total", ("ledger_project_target", "live")).ShouldBe(3);
        Grown("ledger_log_position").ShouldBe(3);
        Grown("http_server_request_duration_seconds_count", ("http_route", "/api/v1/projects/{id}/entries"), ("http_request_method", "POST")).ShouldBe(2);
        after.Sum("ledger_database_up").ShouldBe(1);
        after.Find("ledger_project_lag").Select(lag => lag.Value).ShouldBe([0, 0, 0, 0, 0, 0]);
        after.Find("ledger_project_lag_time_seconds").ShouldAllBe(lag => lag.Value == 0);
        after.Find("ledger_project_halted").ShouldAllBe(halted => halted.Value == 0);
        after.Find("ledger_append_queue_requests").Single().Value.ShouldBe(0);
        after.Find("ledger_append_queue_bytes").Single().Value.ShouldBe(0);
    }

    [Fact]
    public async Task An_append_that_appends_nothing_is_told_by_its_outcome()
    {
        var before = await ScrapeAsync(host.Client);
        var entry = new NewEntry("note_taken", "{}"u8.ToArray());
        AppendRequest Request(ExpectedVersion expected, byte hash, string key) =>
            new([new StreamAppend("note-outcomes", "note", expected, [entry])], "test", Idempotency: new IdempotencyKey(key, new[] { hash }));
        (await host.Store.AppendAsync(Request(ExpectedVersion.None, 1, "a"))).ShouldBeOfType<AppendResult.Appended>();
        (await host.Store.AppendAsync(Request(ExpectedVersion.None, 1, "a"))).ShouldBeOfType<AppendResult.Repeated>();
        (await host.Store.AppendAsync(Request(ExpectedVersion.None, 2, "a"))).ShouldBeOfType<AppendResult.KeyReused>();
        (await host.Store.AppendAsync(Request(ExpectedVersion.None, 1, "b"))).ShouldBeOfType<AppendResult.VersionConflict>();
        await Should.ThrowAsync<ArgumentException>(() => host.Store.AppendAsync(Request(ExpectedVersion.Any, 1, "")));
        await Should.ThrowAsync<OperationCanceledException>(() => host.Store.AppendAsync(Request(ExpectedVersion.Any, 1, "c"), new CancellationToken(true)));
        var after = await ScrapeAsync(host.Client);
        foreach (var outcome in new[] { "appended", "repeated", "key-reused", "conflict", "invalid", "cancelled" })
        {
            (string, string) label = ("ledger_outcome", outcome);
            (after.Sum("ledger_append_duration_seconds_count", label) - before.Sum("ledger_append_duration_seconds_count", label)).ShouldBe(1, outcome);
        }

        (after.Sum("ledger_append_entries_total") - before.Sum("ledger_append_entries_total")).ShouldBe(1);
        (after.Sum("ledger_append_batch_size_count") - before.Sum("ledger_append_batch_size_count")).ShouldBe(1);
    }

    [Fact]
    public async Task No_label_names_a_person_a_thing_or_the_database()
    {
        var project = await host.PlanAsync();
        await host.GetAsync($"/api/v1/projects/{project}");
        await host.GetAsync("/api/v1/plans/wuxi-145");
        var scrape = await ScrapeAsync(host.Client);
        scrape.All.Count.ShouldBeGreaterThan(100);
        var settings = new NpgsqlConnectionStringBuilder(host.ConnectionString);
        var values = scrape.All.SelectMany(series => series.Labels.Values).Distinct().ToList();
        values.ShouldContain("/api/v1/projects/{id}");
        foreach (var told in new[] { "user:li", "wuxi", "巫溪", project, settings.Database!, $"Username={settings.Username}" })
            values.Where(value => value.Contains(told, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_model_that_stopped_is_halted_and_falls_behind_in_entries_and_in_time()
    {
        var own = new RecordingHost();
        await own.InitializeAsync();
        try
        {
            await own.PlanAsync();
            await own.Store.AppendAsync(new AppendRequest(
                [new StreamAppend("project-b", "project", ExpectedVersion.None, [new NewEntry("project_teleported", "{}"u8.ToArray())])], "test"));
            await own.Store.AppendAsync(new AppendRequest(
                [new StreamAppend("note-a", "note", ExpectedVersion.None, [new NewEntry("note_taken", "{}"u8.ToArray())])], "test"));
            var scrape = await UntilAsync(own.Client, scrape => scrape.Sum("ledger_project_halted") == 2 && scrape.Sum("ledger_project_lag", ("ledger_read_model", "plans")) == 0);
            scrape.Find("ledger_project_halted").Where(halted => halted.Value == 1).Select(halted => halted.Labels["ledger_read_model"])
                .ShouldBe(["projects", "confirmed_projects"], ignoreOrder: true);
            scrape.Sum("ledger_project_lag", ("ledger_read_model", "projects")).ShouldBe(2);
            scrape.Sum("ledger_project_lag_time_seconds", ("ledger_read_model", "projects")).ShouldBeInRange(0.001, 60);
            scrape.Sum("ledger_project_lag_time_seconds", ("ledger_read_model", "plans")).ShouldBe(0);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_and_what_is_not_known_is_not_shown()
    {
        var own = new RecordingHost();
        await own.InitializeAsync();
        var name = new NpgsqlConnectionStringBuilder(own.ConnectionString).Database!;
        try
        {
            (await ScrapeAsync(own.Client)).Find("ledger_database_up").Single().Value.ShouldBe(1);
            await AdministerAsync($"alter database {name} with allow_connections false", $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
            var away = await UntilAsync(own.Client, scrape => scrape.Find("ledger_database_up").Single().Value == 0);
            away.Find("ledger_log_position").ShouldBeEmpty();
            away.Find("ledger_project_lag").ShouldBeEmpty();
            await AdministerAsync($"alter database {name} with allow_connections true");
            (await UntilAsync(own.Client, scrape => scrape.Find("ledger_database_up").Single().Value == 1)).Find("ledger_project_lag").Count.ShouldBe(6);
        }
        finally
        {
            await AdministerAsync($"alter database {name} with allow_connections true");
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_the_feed_and_deliveries_tell_is_shown()
    {
        var before = await ScrapeAsync(host.Client);
        var recorded = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        FeedMeasures.Sent(FeedWay.Sse, 7);
        FeedMeasures.SentLive(FeedWay.Sse, recorded, recorded.AddMilliseconds(4));
        FeedMeasures.SentLive(FeedWay.Sse, recorded, recorded.AddMilliseconds(-4));
        DeliverMeasures.Begin("s1", 1, 3, 1).End(DeliveryOutcome.TimedOut);
        Scrape during;
        using (FeedMeasures.OpenStream())
        {
            var twice = FeedMeasures.OpenStream();
            twice.Dispose();
            twice.Dispose();
            during = await ScrapeAsync(host.Client);
        }

        during.Sum("ledger_feed_entries_total", ("ledger_feed_way", "sse")).ShouldBe(before.Sum("ledger_feed_entries_total", ("ledger_feed_way", "sse")) + 7);
        (during.Sum("ledger_feed_latency_seconds_count") - before.Sum("ledger_feed_latency_seconds_count")).ShouldBe(2);
        (during.Sum("ledger_feed_latency_seconds_sum") - before.Sum("ledger_feed_latency_seconds_sum")).ShouldBe(0.004, 1e-9);
        (during.Sum("ledger_feed_streams") - before.Sum("ledger_feed_streams")).ShouldBe(1);
        (during.Sum("ledger_deliver_attempts_total", ("ledger_outcome", "timed-out")) - before.Sum("ledger_deliver_attempts_total", ("ledger_outcome", "timed-out"))).ShouldBe(1);
        (during.Sum("ledger_deliver_duration_seconds_count", ("ledger_outcome", "timed-out"))
            - before.Sum("ledger_deliver_duration_seconds_count", ("ledger_outcome", "timed-out"))).ShouldBe(1);
        (await ScrapeAsync(host.Client)).Sum("ledger_feed_streams").ShouldBe(before.Sum("ledger_feed_streams"));
    }

    [Fact]
    public async Task The_lag_of_subscriptions_is_asked_of_who_knows_it()
    {
        var database = host.Services.GetRequiredService<Ledger.Postgres.LedgerDatabase>();
        using var standing = new LedgerStanding(database, [new Lags()]);
        await standing.RefreshAsync();
        var scrape = await ScrapeAsync(host.Client);
        scrape.Find("ledger_deliver_lag", ("ledger_subscription", "s1")).Single().Value.ShouldBe(12);
        scrape.Find("ledger_deliver_lag_time_seconds", ("ledger_subscription", "s1")).Single().Value.ShouldBe(1.5);
    }

    private static async Task<Scrape> ScrapeAsync(HttpClient client)
    {
        // Answers are kept for a moment, so that many who ask cost no more than one.
        await Task.Delay(350);
        using var response = await client.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType!.ToString().ShouldStartWith("text/plain; version=0.0.4");
        return Scrape.Read(text);
    }

    private static async Task<Scrape> UntilAsync(HttpClient client, Func<Scrape, bool> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var scrape = await ScrapeAsync(client);
        while (!done(scrape) && !patience.IsCancellationRequested) scrape = await ScrapeAsync(client);
        done(scrape).ShouldBeTrue(string.Join('\n', scrape.All.Where(series => series.Name.StartsWith("ledger_", StringComparison.Ordinal) && !series.Labels.ContainsKey("le"))
            .Select(series => $"{series.Name}{{{string.Join(',', series.Labels)}}} {series.Value}")));
        return scrape;
    }

    private static async Task AdministerAsync(params string[] statements)
    {
        var server = new NpgsqlConnectionStringBuilder(TestServer.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private sealed class Lags : ISubscriptionLags
    {
        public Task<IReadOnlyList<SubscriptionLag>> ReadAsync(CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<SubscriptionLag>>([new SubscriptionLag("s1", 12, TimeSpan.FromSeconds(1.5))]);
    }
}
