using System.Buffers;
using System.Text;
using Ledger.Postgres.Feed;
using Ledger.Server.Audit;
using Microsoft.Net.Http.Headers;

namespace Ledger.Server.Feed;

/// <summary>A form in which a page of the feed is written.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Begin">Before the first event.</param>
/// <param name="Between">Between two events.</param>
/// <param name="End">After the last event, from the page.</param>
internal sealed record FeedFormat(string ContentType, byte[] Begin, byte[] Between, Func<FeedPage, string> End)
{
    private static readonly FeedFormat Json = new(
        "application/json", "{\"entries\":["u8.ToArray(), ","u8.ToArray(), page => FormattableString.Invariant($"],\"next\":{page.LookedUpTo},\"head\":{page.Head}}}"));

    private static readonly FeedFormat Ndjson = new(AuditNdjson.ContentType, [], "\n"u8.ToArray(), page => page.Entries.Count > 0 ? "\n" : "");

    private static readonly FeedFormat Batch = new(CloudEvents.BatchType, "["u8.ToArray(), ","u8.ToArray(), _ => "]");

    /// <summary>The media types, the usual one first.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = [Json, Ndjson, Batch];

    /// <summary>The form that a reader prefers by <c>Accept</c>; the usual one where it names none of them.</summary>
    public static FeedFormat Of(HttpRequest request)
    {
        foreach (var wanted in request.GetTypedHeaders().Accept.OrderByDescending(one => one.Quality ?? 1))
        {
            if (All.FirstOrDefault(format => new MediaTypeHeaderValue(format.ContentType).IsSubsetOf(wanted)) is { } format) return format;
        }

        return Json;
    }

    /// <summary>Writes a page.</summary>
    public void Write(IBufferWriter<byte> writer, FeedPage page, CloudEvents events)
    {
        writer.Write(Begin);
        var previous = page.After;
        foreach (var entry in page.Entries)
        {
            if (previous > page.After) writer.Write(Between); // not before the first
            events.Write(writer, entry, previous);
            previous = entry.Stored.Position;
        }

        Encoding.UTF8.GetBytes(End(page), writer);
    }
}
