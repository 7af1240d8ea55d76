using System.Text.Json;
using Ledger.Postgres.Audit;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary>Writes entries as NDJSON: one item as JSON on each line.</summary>
internal static class AuditNdjson
{
    public const string ContentType = "application/x-ndjson";
    private const int FlushAt = 32 * 1024;

    public static async Task WriteAsync(IAsyncEnumerable<AuditLine> lines, HttpResponse response, CancellationToken ct)
    {
        response.ContentType = ContentType + "; charset=utf-8";
        var body = response.BodyWriter;
        var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = WebJson.Options.Encoder });
        await using (writer.ConfigureAwait(false))
        {
            await foreach (var line in lines.WithCancellation(ct))
            {
                JsonSerializer.Serialize(writer, AuditItem.Of(line), WebJson.Options);
                await writer.FlushAsync(ct);
                writer.Reset();
                body.GetSpan(1)[0] = (byte)'\n';
                body.Advance(1);
                // A flush waits for a client that is slower than the ledger.
                if (body.UnflushedBytes >= FlushAt) await body.FlushAsync(ct);
            }
        }

        await body.FlushAsync(ct);
    }
}
