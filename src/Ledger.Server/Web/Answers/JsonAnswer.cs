using System.Text.Json;

namespace Ledger.Server.Web.Answers;

/// <summary>Writes an answer that follows from its address and its times alone, and offers it to be kept.</summary>
internal static class JsonAnswer
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>Writes it in the coding that the caller likes best.</summary>
    /// <param name="context">The request.</param>
    /// <param name="value">The answer.</param>
    /// <param name="coding">The coding.</param>
    /// <param name="keep">Told its bytes before they are sent.</param>
    public static async Task WriteAsync<T>(HttpContext context, T value, ContentCoding coding, Action<ReadOnlyMemory<byte>> keep)
    {
        using var plain = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(plain, new JsonWriterOptions { Encoder = WebJson.Options.Encoder, SkipValidation = true }))
            JsonSerializer.Serialize(writer, value, WebJson.Options);
        keep(plain.Written);
        if (coding == ContentCoding.Identity)
        {
            Head(context.Response, coding, plain.Written.Length);
            await context.Response.Body.WriteAsync(plain.Written, context.RequestAborted);
            return;
        }

        using var coded = new PooledBuffer();
        ContentCodings.Write(coding, plain.Written.Span, coded);
        Head(context.Response, coding, coded.Written.Length);
        await context.Response.Body.WriteAsync(coded.Written, context.RequestAborted);
    }

    /// <summary>Writes the headers that tell of the body.</summary>
    public static void Head(HttpResponse response, ContentCoding coding, int length)
    {
        response.ContentType = ContentType;
        response.ContentLength = length;
        if (coding.Name() is { } name) response.Headers.ContentEncoding = name;
    }
}
