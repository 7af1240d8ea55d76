using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;

namespace Ledger.Telemetry.Tests;

/// <summary>A span as it arrived.</summary>
internal sealed record Span(string Trace, string Id, string Parent, string Name, string Resource, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<(string Trace, string Span)> Links, int Status);

/// <summary>A collector of OpenTelemetry on this machine that takes protobuf over HTTP and keeps what it gets.</summary>
internal sealed class Collector : IAsyncDisposable
{
    // Not the web server under test, whose measures and spans this would add to.
    private readonly HttpListener _listener = new();
    private Task _serving = Task.CompletedTask;

    private Collector(string address) => Address = address;

    public string Address { get; }

    public ConcurrentQueue<Span> Spans { get; } = new();

    /// <summary>Names and units of the measures that came.</summary>
    public ConcurrentDictionary<string, string> Metrics { get; } = new();

    /// <summary>What the requests carried as <c>Collector-Key</c>.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public static Collector Start()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var collector = new Collector($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        collector._listener.Prefixes.Add(collector.Address + "/");
        collector._listener.Start();
        collector._serving = collector.ServeAsync();
        return collector;
    }

    /// <summary>Waits until what has come is enough.</summary>
    public static async Task UntilAsync(Func<bool> enough, Func<string> came)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!enough() && !patience.IsCancellationRequested) await Task.Delay(50);
        enough().ShouldBeTrue(came());
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Keys.Enqueue(context.Request.Headers["Collector-Key"] ?? "");
            Take($"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath} {context.Request.ContentType}", new Message(body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    private void Take(string request, Message message)
    {
        if (request == "POST /v1/traces application/x-protobuf") TakeSpans(message);
        else if (request == "POST /v1/metrics application/x-protobuf") TakeMetrics(message);
        else Metrics[request] = "is nothing that a collector understands";
    }

    // opentelemetry-proto 1: resource_spans 1 { resource 1 { attributes 1 }, scope_spans 2 { spans 2 } }
    private void TakeSpans(Message request)
    {
        foreach (var resource in request.Messages(1))
        {
            var service = Attributes(resource.Messages(1).Single(), 1)["service.name"];
            foreach (var span in resource.Messages(2).SelectMany(scope => scope.Messages(2)))
            {
                Spans.Enqueue(new Span(
                    span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), service, Attributes(span, 9),
                    [.. span.Messages(13).Select(link => (link.Hex(1), link.Hex(2)))], (int)(span.Messages(15).SingleOrDefault()?.Number(3) ?? 0)));
            }
        }
    }

    // resource_metrics 1 { scope_metrics 2 { metrics 2 { name 1, unit 3 } } }
    private void TakeMetrics(Message request)
    {
        foreach (var metric in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)))
            Metrics[metric.Text(1)] = metric.Text(3);
    }

    private static Dictionary<string, string> Attributes(Message of, int field) => of.Messages(field).ToDictionary(
        attribute => attribute.Text(1),
        attribute => attribute.Messages(2).Single() is var value && value.Text(1) is { Length: > 0 } text ? text : $"{value.Number(3)}");

    /// <summary>A message of protobuf, by the numbers of its fields.</summary>
    private sealed class Message
    {
        private readonly List<(int Field, ReadOnlyMemory<byte> Bytes, long Number)> _fields = [];

        public Message(ReadOnlyMemory<byte> bytes)
        {
            while (bytes.Length > 0)
            {
                var tag = Varint(ref bytes);
                var (length, number) = (tag & 7) switch { 0 => (0, Varint(ref bytes)), 1 => (8, 0L), 2 => ((int)Varint(ref bytes), 0L), 5 => (4, 0L), _ => throw new FormatException() };
                _fields.Add(((int)(tag >> 3), bytes[..length], number));
                bytes = bytes[length..];
            }
        }

        public IEnumerable<Message> Messages(int field) => _fields.Where(one => one.Field == field).Select(one => new Message(one.Bytes));

        public string Text(int field) => Encoding.UTF8.GetString(_fields.LastOrDefault(one => one.Field == field).Bytes.Span);

        public string Hex(int field) => Convert.ToHexStringLower(_fields.LastOrDefault(one => one.Field == field).Bytes.Span);

        public long Number(int field) => _fields.LastOrDefault(one => one.Field == field).Number;

        private static long Varint(ref ReadOnlyMemory<byte> bytes)
        {
            var (value, shift) = (0L, 0);
            while (true)
            {
                var next = bytes.Span[0];
                bytes = bytes[1..];
                value |= (long)(next & 0x7f) << shift;
                if (next < 0x80) return value;
                shift += 7;
            }
        }
    }
}
