using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Domain.Projects;
using Ledger.Server.Feed;
using Ledger.Server.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Feed;

/// <summary><c>GET /api/v1/feed/stream</c></summary>
public sealed class StreamTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task History_comes_first_and_then_what_is_recorded_without_gap_or_repeat()
    {
        using var over = new CancellationTokenSource(Patience);
        var got = new List<long>();
        var previous = 0L;
        var wanted = 0L;
        await foreach (var (type, id, data) in EventStream.ReadAsync(host.Client, "after=0", ct: over.Token))
        {
            if (type == "head" && wanted == 0) wanted = await RecordAsync(5);
            if (type == "skipped") previous = data["to"]!.GetValue<long>();
            if (type != "entry") continue;
            data["previous"]!.GetValue<long>().ShouldBe(previous);
            previous = data["position"]!.GetValue<long>();
            id.ShouldBe($"{previous}");
            got.Add(previous);
            if (previous == wanted) break;
        }

        got.ShouldBe(await PositionsAsync(wanted));
    }

    [Fact]
    public async Task Who_comes_again_goes_on_where_it_stopped_and_the_header_is_the_later_word()
    {
        using var over = new CancellationTokenSource(Patience);
        var wanted = await PositionsAsync(await RecordAsync(3));
        var got = new List<long>();
        string? last = null;
        while (got.Count < wanted.Count)
        {
            var few = 0;
            await foreach (var (type, id, data) in EventStream.ReadAsync(host.Client, "after=0", last, over.Token))
            {
                last = id;
                if (type != "entry") continue;
                got.Add(data["position"]!.GetValue<long>());
                if (++few == 4 || got.Count == wanted.Count) break;
            }
        }

        got.ShouldBe(wanted);
    }

    [Fact]
    public async Task A_reader_with_a_filter_is_told_what_is_not_for_it()
    {
        using var over = new CancellationTokenSource(Patience);
        var head = (await host.Store.HeadAsync()).Position;
        var (told, live) = (0L, false);
        await foreach (var (type, id, data) in EventStream.ReadAsync(host.Client, $"after=0&stream=project-{World.Kindergarten}", ct: over.Token))
        {
            if (type == "entry")
            {
                data["previous"]!.GetValue<long>().ShouldBe(told);
                data["subject"]!.GetValue<string>().ShouldBe($"project-{World.Kindergarten}");
                told = data["position"]!.GetValue<long>();
                if (live) break;
            }
            else if (type == "skipped")
            {
                data["from"]!.GetValue<long>().ShouldBe(told + 1);
                told = data["to"]!.GetValue<long>();
                id.ShouldBe($"{told}");
            }
            else if (type == "head" && !live)
            {
                live = true;
                told.ShouldBeGreaterThanOrEqualTo(head);
                await host.RecordAsync($"project-{World.Suspended}", "填报员甲", Progress(21));
                await host.RecordAsync($"project-{World.Kindergarten}", "填报员甲", Progress(22));
            }
        }

        live.ShouldBeTrue();
    }

    [Fact]
    public async Task A_quiet_ledger_still_says_that_it_lives()
    {
        using var over = new CancellationTokenSource(Patience);
        await using var app = await ServerAsync(settings => settings.HeartbeatSeconds = 1);
        using var client = ApiHost.ClientOf(app);
        var heads = 0;
        await foreach (var (type, _, data) in EventStream.ReadAsync(client, "after=latest", ct: over.Token))
        {
            type.ShouldBe("head");
            data["head"]!.GetValue<long>().ShouldBe(data["position"]!.GetValue<long>());
            if (++heads == 3) break;
        }
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_cut_off_and_loses_nothing()
    {
        await using var app = await ServerAsync(settings => settings.PatienceSeconds = 1);
        await FillAsync();
        var uri = new Uri(app.Urls.Single());
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(uri.Host, uri.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/feed/stream?after=0 HTTP/1.1\r\nHost: {uri.Authority}\r\n\r\n"));
        var seats = app.Services.GetRequiredService<FeedSeats>();
        for (var i = 0; i < 100 && seats.Taken == 0; i++) await Task.Delay(50);
        seats.Taken.ShouldBe(1);
        for (var i = 0; i < 200 && seats.Taken > 0; i++) await Task.Delay(50);
        seats.Taken.ShouldBe(0, "the server did not wait for ever");
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams_and_says_why()
    {
        using var over = new CancellationTokenSource(Patience);
        var app = await ServerAsync(_ => { });
        using var client = ApiHost.ClientOf(app);
        var events = new List<(string Type, JsonNode Data)>();
        await foreach (var (type, _, data) in EventStream.ReadAsync(client, "after=latest", ct: over.Token))
        {
            events.Add((type, data));
            if (events.Count == 1) _ = app.StopAsync(over.Token);
        }

        events[^1].Type.ShouldBe("end");
        events[^1].Data["reason"]!.GetValue<string>().ShouldBe("come-again");
        await app.DisposeAsync();
    }

    [Fact]
    public async Task There_are_so_many_seats_and_no_more()
    {
        await using var app = await ServerAsync(settings => settings.MostStreams = 1);
        using var client = ApiHost.ClientOf(app);
        using var first = await client.GetAsync(new Uri("/api/v1/feed/stream?after=latest", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var second = await client.GetAsync(new Uri("/api/v1/feed/stream?after=latest", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        second.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.Headers.RetryAfter.ShouldNotBeNull();
        using var third = await client.GetAsync(new Uri("/api/v1/feed?after=latest&wait=5", UriKind.Relative));
        third.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("after=99999999", null)]
    [InlineData("after=0", "99999999")]
    [InlineData("after=0", "not a position")]
    [InlineData("type=nothing", null)]
    public async Task Who_has_read_what_is_not_there_is_told(string query, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/feed/stream?{query}");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static ProjectEvent.ProgressReported Progress(int percent, string? written = null) =>
        new() { Percent = percent, StatusAsWritten = written, Effective = World.On(new(2024, 1, 1)) };

    private async Task<Microsoft.AspNetCore.Builder.WebApplication> ServerAsync(Action<FeedSettings> change)
    {
        var app = ApiHost.Build(host.ConnectionString);
        change(app.Services.GetRequiredService<FeedSettings>());
        app.Services.GetRequiredService<Web.StartupState>().Enter(Web.StartupPhase.Ready);
        await app.StartAsync();
        return app;
    }

    private async Task<long> RecordAsync(int count)
    {
        var last = 0L;
        for (var i = 0; i < count; i++) last = (await host.RecordAsync($"project-{World.Kindergarten}", "填报员甲", Progress(i)))[^1].Position;
        return last;
    }

    // More than the sockets between the two take in by themselves.
    private async Task FillAsync()
    {
        var long1 = new string('长', 1_000);
        for (var i = 0; i < 10; i++) await host.RecordAsync($"project-{World.Kindergarten}", "填报员甲", [.. Enumerable.Range(0, 500).Select(n => Progress(n % 100, long1))]);
    }

    private async Task<List<long>> PositionsAsync(long upTo)
    {
        var positions = new List<long>();
        await foreach (var entry in host.Store.ReadAllAsync(0)) if (entry.Position <= upTo) positions.Add(entry.Position);
        return positions;
    }
}
