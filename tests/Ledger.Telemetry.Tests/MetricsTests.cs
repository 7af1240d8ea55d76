using System.Net;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Measures;
using Ledger.Server.Tests.Recording;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Telemetry.Tests;

[Collection(MeasuresAlone.Name)]
public sealed class MetricsTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Fact]
    public async Task What_is_recorded_over_http_is_counted_timed_and_taken_in()
    {
        var before = await Scrape.OfAsync(host.Client);
        var project = await host.PlanAsync();
        (await host.RecordAsync(project, Bodies.Started())).Status.ShouldBe(HttpStatusCode.Created);
        var key = ("Idempotency-Key", "once");
        await RecordingHost.PostAsync(host.Client, $"/api/v1/projects/{project}/entries", Bodies.Progress(10, "2022-07-01"), null, key);
        var after = await Scrape.OfAsync(host.Client);

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
        var before = await Scrape.OfAsync(host.Client);
        var entry = new NewEntry("note_taken", "{}"u8.ToArray());
        AppendRequest Request(ExpectedVersion expected, byte hash, string key) =>
            new([new StreamAppend("note-outcomes", "note", expected, [entry])], "test", Idempotency: new IdempotencyKey(key, new[] { hash }));
        (await host.Store.AppendAsync(Request(ExpectedVersion.None, 1, "a"))).ShouldBeOfType<AppendResult.Appended>();
        (await host.Store.AppendAsync(Request(ExpectedVersion.None, 1, "a"))).ShouldBeOfType<AppendResult.Repeated>();
        (await host.Store.AppendAsync(Request(ExpectedVersion.None, 2, "a"))).ShouldBeOfType<AppendResult.KeyReused>();
        (await host.Store.AppendAsync(Request(ExpectedVersion.None, 1, "b"))).ShouldBeOfType<AppendResult.VersionConflict>();
        await Should.ThrowAsync<ArgumentException>(() => host.Store.AppendAsync(Request(ExpectedVersion.Any, 1, "")));
        await Should.ThrowAsync<OperationCanceledException>(() => host.Store.AppendAsync(Request(ExpectedVersion.Any, 1, "c"), new CancellationToken(true)));
        var after = await Scrape.OfAsync(host.Client);
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
        var scrape = await Scrape.OfAsync(host.Client);
        scrape.All.Count.ShouldBeGreaterThan(100);
        var settings = new NpgsqlConnectionStringBuilder(host.ConnectionString);
        // What tests do in this process beside the server does not count.
        var values = scrape.All.SelectMany(series => series.Labels.Values).Distinct().Where(value => !value.EndsWith(";Pooling=False", StringComparison.Ordinal)).ToList();
        values.ShouldContain("app-writer");
        values.ShouldContain("/api/v1/projects/{id}");
        foreach (var told in new[] { "user:li", "wuxi", "巫溪", project, settings.Database!, $"Username={settings.Username}" })
            values.Where(value => value.Contains(told, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_feed_and_deliveries_tell_is_shown()
    {
        var before = await Scrape.OfAsync(host.Client);
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
            during = await Scrape.OfAsync(host.Client);
        }

        during.Sum("ledger_feed_entries_total", ("ledger_feed_way", "sse")).ShouldBe(before.Sum("ledger_feed_entries_total", ("ledger_feed_way", "sse")) + 7);
        (during.Sum("ledger_feed_latency_seconds_count") - before.Sum("ledger_feed_latency_seconds_count")).ShouldBe(2);
        (during.Sum("ledger_feed_latency_seconds_sum") - before.Sum("ledger_feed_latency_seconds_sum")).ShouldBe(0.004, 1e-9);
        (during.Sum("ledger_feed_streams") - before.Sum("ledger_feed_streams")).ShouldBe(1);
        (during.Sum("ledger_deliver_attempts_total", ("ledger_outcome", "timed-out")) - before.Sum("ledger_deliver_attempts_total", ("ledger_outcome", "timed-out"))).ShouldBe(1);
        (during.Sum("ledger_deliver_duration_seconds_count", ("ledger_outcome", "timed-out"))
            - before.Sum("ledger_deliver_duration_seconds_count", ("ledger_outcome", "timed-out"))).ShouldBe(1);
        (await Scrape.OfAsync(host.Client)).Sum("ledger_feed_streams").ShouldBe(before.Sum("ledger_feed_streams"));
    }
}
