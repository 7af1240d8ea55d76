using System.Net;
using Ledger.Postgres.EventStore;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.Recording;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using Shouldly;
using Xunit;

namespace Ledger.Telemetry.Tests;

/// <summary>What is sent by OTLP, to whom, and when nothing is.</summary>
[Collection(MeasuresAlone.Name)]
public sealed class OtlpTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Parent = "00f067aa0ba902b7";

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("Telemetry:Otlp:Endpoint", "Telemetry:Otlp:Protocol", "Telemetry:Otlp:Headers")]
    public async Task A_request_is_followed_from_its_caller_to_the_commit(string endpoint, string protocol, string headers)
    {
        await using var collector = Collector.Start();
        await using var app = await StartAsync($"{endpoint}={collector.Address}", $"{protocol}=http/protobuf", $"{headers}=Collector-Key=secret");
        using var client = ApiHost.ClientOf(app);
        var answer = await RecordingHost.PostAsync(client, "/api/v1/projects", Bodies.Planned($"traced-{endpoint.Length}"), null, ("traceparent", $"00-{Trace}-{Parent}-01"));
        answer.Status.ShouldBe(HttpStatusCode.Created);
        IReadOnlyList<Span> Of(string name) => [.. collector.Spans.Where(span => span.Trace == Trace && span.Name == name)];
        await Collector.UntilAsync(() => Of("ledger append batch").Count > 0 && Of("POST /api/v1/projects").Count > 0, () => Came(collector));

        var request = Of("POST /api/v1/projects").Single();
        request.Parent.ShouldBe(Parent);
        request.Resource.ShouldBe("ledger");
        var append = Of("ledger append").Single();
        append.Parent.ShouldBe(request.Id);
        append.Attributes["ledger.outcome"].ShouldBe("appended");
        append.Attributes["ledger.entries"].ShouldBe("1");
        append.Attributes["ledger.position"].ShouldBe($"{answer.Position}");
        var batch = Of("ledger append batch").Single();
        batch.Parent.ShouldBe(append.Id);
        collector.Spans.ShouldContain(span => span.Parent == batch.Id && span.Attributes.ContainsKey("db.system.name"), Came(collector));
        (await host.Store.ReadEntryAsync(answer.Position))!.CorrelationId.ShouldBe(Trace, "the entry's correlation leads to the trace");
        collector.Spans.SelectMany(span => span.Attributes.Values).Where(value => value.Contains("user:li", StringComparison.Ordinal)).ShouldBeEmpty();
        collector.Keys.Distinct().ShouldBe(["secret"]);
        await app.StopAsync();
    }

    [Fact]
    public async Task Callers_who_share_a_commit_are_linked_to_it()
    {
        await using var collector = Collector.Start();
        await using var app = await StartAsync($"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        var store = app.Services.GetRequiredService<EventStore>();
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => store.AppendAsync(new AppendRequest(
            [new StreamAppend($"note-{i}", "note", ExpectedVersion.None, [new NewEntry("note_taken", "{}"u8.ToArray())])], "test")))));
        results.ShouldAllBe(result => result is AppendResult.Appended);
        IReadOnlyList<Span> Of(string name) => [.. collector.Spans.Where(span => span.Name == name)];
        await Collector.UntilAsync(
            () => Of("ledger append").Count == 100 && Of("ledger append batch").Sum(batch => 1 + batch.Links.Count) == 100, () => Came(collector));

        var batches = Of("ledger append batch");
        batches.Count.ShouldBeLessThan(100);
        batches.SelectMany(batch => batch.Links.Select(link => link.Span).Append(batch.Parent)).Order()
            .ShouldBe(Of("ledger append").Select(append => append.Id).Order(), "every call is the parent of its batch or linked to it, once");
        // No command of a later batch hangs on the call that woke the writer.
        collector.Spans.Where(span => span.Attributes.ContainsKey("db.system.name") && Of("ledger append").Any(append => append.Id == span.Parent)).ShouldBeEmpty();
        await app.StopAsync();
    }

    [Fact]
    public async Task Measures_are_sent_with_their_units_and_so_is_the_feeding_of_read_models_but_no_look_in_vain()
    {
        var own = new RecordingHost();
        await using var collector = Collector.Start();
        var settings = new[] { $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf" };
        await own.InitializeAsync(Quick(settings));
        try
        {
            await own.PlanAsync();
            await Collector.UntilAsync(() => collector.Metrics.ContainsKey("ledger.project.lag") && collector.Spans.Any(span => span.Name == "ledger project"), () => Came(collector));
            foreach (var (name, unit) in new[] { ("ledger.append.duration", "s"), ("ledger.append.entries", "{entry}"), ("ledger.project.lag.time", "s"), ("ledger.append.queue.bytes", "By"), ("http.server.request.duration", "s") })
                collector.Metrics.GetValueOrDefault(name).ShouldBe(unit, name);
            await Task.Delay(1_500);
            (await own.GetAsync("/health/live")).ShouldNotBeNull();
            var projects = collector.Spans.Where(span => span.Name == "ledger project").ToList();
            projects.ShouldAllBe(span => span.Parent == "" && long.Parse(span.Attributes["ledger.entries"], null) > 0 && span.Status == 0);
            var known = collector.Spans.Select(span => span.Id).ToHashSet();
            collector.Spans.Where(span => span.Parent == "" && span.Name != "ledger project" && !span.Name.StartsWith("POST", StringComparison.Ordinal) && span.Name != "ledger append").ShouldBeEmpty(Came(collector));
            collector.Spans.ShouldNotContain(span => span.Name.Contains("/health", StringComparison.Ordinal));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9", "OTEL_SDK_DISABLED=true")]
    [InlineData(true, false, "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9", "OTEL_TRACES_EXPORTER=none")]
    [InlineData(false, true, "Telemetry:Otlp:Endpoint=http://127.0.0.1:9", "OTEL_METRICS_EXPORTER=none")]
    [InlineData(true, false, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://127.0.0.1:9")]
    public void Nothing_is_sent_that_nobody_asked_for(bool metrics, bool traces, params string[] settings)
    {
        var builder = RecordingHost.Builder(host.ConnectionString, settings);
        using var services = builder.Services.BuildServiceProvider();
        var read = services.GetRequiredService<Ledger.Server.Telemetry.TelemetrySettings>();
        (read.SendsMetrics, read.SendsTraces).ShouldBe((metrics, traces));
        (services.GetService<TracerProvider>() is not null).ShouldBe(traces);
    }

    private Task<WebApplication> StartAsync(params string[] settings) => host.StartAsync(Quick(settings));

    private static string[] Quick(string[] settings) => [.. settings, "OTEL_METRIC_EXPORT_INTERVAL=300", "OTEL_BSP_SCHEDULE_DELAY=100"];

    private static string Came(Collector collector) =>
        string.Join('\n', collector.Spans.Select(span => $"{span.Trace} {span.Parent} > {span.Id} {span.Name} ({span.Links.Count} links)").Concat(collector.Metrics.Keys));
}
