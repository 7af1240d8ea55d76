using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Ledger.Server.Tests.Feed;

/// <summary>A reader of server-sent events, as a consumer would write it.</summary>
internal static class EventStream
{
    /// <summary>Reads events until the server ends the stream or <paramref name="ct"/> does.</summary>
    /// <param name="client">Where the ledger is.</param>
    /// <param name="query">The query, without its question mark.</param>
    /// <param name="lastEventId">The id of the last event that the reader has; null for the first time.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async IAsyncEnumerable<(string Type, string? Id, JsonNode Data)> ReadAsync(
        HttpClient client, string query, string? lastEventId = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/feed/stream?{query}");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var parser = SseParser.Create(body);
        await foreach (var item in parser.EnumerateAsync(ct))
            yield return (item.EventType, parser.LastEventId, JsonNode.Parse(item.Data)!);
    }
}
