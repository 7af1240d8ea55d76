using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Shouldly;

namespace Ledger.Telemetry.Tests;

/// <summary>A span as it arrived.</summary>
internal sealed record Span(string Trace, string Id, string Parent, string Name, string Resource, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<(string Trace, string Span)> Links, int Status);

/// <summary>A collector of OpenTelemetry on this machine that takes protobuf over HTTP and keeps what it gets.</summary>
internal sealed class Collector : IAsyncDisposable
{
    // Not the web server under test, whose measures and spans this would add to; and not HttpListener, which now and then never
    // ends a wait for a request that began while it was stopped.
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _serving;

    private Collector()
    {
        _listener.Start();
        Address = $"http://{_listener.LocalEndpoint}";
        _serving = ServeAsync();
    }

    public string Address { get; }

    public ConcurrentQueue<Span> Spans { get; } = new();

    /// <summary>Names and units of the measures that came.</summary>
    public ConcurrentDictionary<string, string> Metrics { get; } = new();

    /// <summary>What the requests carried as <c>Collector-Key</c>.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public static Collector Start() => new();

    /// <summary>Waits until what has come is enough.</summary>
    public static async Task UntilAsync(Func<bool> enough, Func<string> came)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!enough() && !patience.IsCancellationRequested) await Task.Delay(50);
        enough().ShouldBeTrue(came());
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _serving;
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var client = connection;
        var stream = client.GetStream();
        try
        {
            while (await ReadHeadAsync(stream) is { } head)
            {
                string Header(string name) => head.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
                var body = new byte[int.Parse(Header("Content-Length"), CultureInfo.InvariantCulture)];
                await stream.ReadExactlyAsync(body, _ending.Token);
                Keys.Enqueue(Header("Collector-Key"));
                Take($"{head[0].Replace(" HTTP/1.1", "", StringComparison.Ordinal)} {Header("Content-Type")}", new Message(body));
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _ending.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The sender is gone, or nobody waits for what it sends any more.
        }
    }

    // Its lines; null where the sender has closed the connection.
    private async Task<string[]?> ReadHeadAsync(NetworkStream stream)
    {
        var (head, next) = (new List<byte>(), new byte[1]);
        while (!CollectionsMarshal.AsSpan(head).EndsWith("\r\n\r\n"u8))
        {
            if (await stream.ReadAsync(next, _ending.Token) == 0) return null;
            head.Add(next[0]);
        }

        return Encoding.ASCII.GetString(CollectionsMarshal.AsSpan(head)).Split("\r\n");
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
