using System.Text.Json;
using System.Text.Unicode;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Bodies;

/// <summary>The body of a request: its bytes as they came, and what they say.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Json">What they say, of the shape asked for.</param>
internal sealed record Body(ReadOnlyMemory<byte> Bytes, JsonElement Json)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads a body; a problem where it can't be read or is not of its shape.</summary>
    /// <param name="context">The request.</param>
    /// <param name="shape">What it must look like.</param>
    /// <param name="mostBytes">Bytes at most.</param>
    public static async Task<(Body? Body, Problem? Problem)> ReadAsync(HttpContext context, Shape shape, int mostBytes)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
            return (null, Problems.BadRequest(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json."));
        if (await BytesAsync(context, mostBytes) is not { } bytes)
            return (null, Problems.BadRequest(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {mostBytes} bytes."));
        if (!Utf8.IsValid(bytes)) return (null, Malformed("is no UTF-8."));
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            var errors = BodyCheck.Run(document.RootElement, shape);
            return errors.Count == 0 ? (new Body(bytes, document.RootElement.Clone()), null) : (null, Problems.InvalidBody(errors));
        }
        catch (JsonException e)
        {
            return (null, Malformed($"is no JSON: {e.Message}"));
        }
        catch (InvalidOperationException)
        {
            // Comparing names for duplicates unescapes them.
            return (null, Malformed("has a member whose name is no well-formed Unicode."));
        }
    }

    private static Problem Malformed(string detail) => Problems.InvalidBody([new ParameterError("$", $"'$' {detail}")]);

    private static async Task<byte[]?> BytesAsync(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most) return null;
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await context.Request.Body.ReadAsync(chunk, context.RequestAborted) is > 0 and var read)
        {
            if (buffer.Length + read > most) return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
