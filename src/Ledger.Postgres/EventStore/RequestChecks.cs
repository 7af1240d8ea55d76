using System.Text;

namespace Ledger.Postgres.EventStore;

/// <summary>Refuses what PostgreSQL would refuse, for its caller alone, before it can fail a whole batch.</summary>
internal static class RequestChecks
{
    public const int MaxEntries = 100_000;
    private const int MaxName = 200;
    private const int MaxType = 500;
    private const int MaxHash = 64;

    // Strict: throws on half a surrogate pair, which has no UTF-8.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks a request.</summary>
    /// <returns>Its number of entries and an estimate of the bytes they hold.</returns>
    /// <exception cref="ArgumentException">The request breaks a bound that its types state.</exception>
    public static (int Entries, long Bytes) Check(AppendRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckText(request.Actor, MaxName, "actor");
        CheckOptionalText(request.CorrelationId, MaxType, "correlation id");
        CheckOptionalText(request.CausationId, MaxType, "causation id");
        if (request.Idempotency is { } idempotency)
        {
            CheckText(idempotency.Key, MaxName, "idempotency key");
            Require(idempotency.RequestHash.Length is > 0 and <= MaxHash, $"A request hash has 1 to {MaxHash} bytes.");
        }

        Require(request.Streams is { Count: > 0 }, "An append needs a stream.");
        Require(
            request.Streams.Count == 1 || request.Streams.DistinctBy(append => append.Stream).Count() == request.Streams.Count,
            "A stream may occur once in an append.");
        CheckGuards(request);
        var entries = 0;
        long bytes = 0;
        foreach (var append in request.Streams)
        {
            bytes += CheckStream(append, ref entries);
        }

        return (entries, bytes);
    }

    private static void CheckGuards(AppendRequest request)
    {
        foreach (var guard in request.Guards ?? [])
        {
            CheckText(guard.Stream, MaxName, "guard's stream");
            Require(guard.Version > 0, "A guard needs a stream that is there.");
            Require(request.Streams.All(append => append.Stream != guard.Stream), "A stream that is written to needs no guard.");
        }
    }

    private static long CheckStream(StreamAppend append, ref int entries)
    {
        CheckText(append.Stream, MaxName, "stream");
        CheckText(append.StreamType, MaxName, "stream type");
        Require(append.Entries is { Count: > 0 }, $"The append to {append.Stream} has no entries.");
        Require(append.Entries.Count <= MaxEntries - entries, $"An append has at most {MaxEntries} entries.");
        entries += append.Entries.Count;
        long bytes = 0;
        foreach (var entry in append.Entries)
        {
            CheckText(entry.Type, MaxType, "entry type");
            CheckOptionalText(entry.DotNetType, MaxType, ".NET type");
            JsonChecks.Check(entry.Data.Span, "data");
            bytes += entry.Data.Length + 200; // and the row around it
            if (entry.Headers is { } headers)
            {
                JsonChecks.Check(headers.Span, "headers", mustBeObject: true);
                bytes += headers.Length;
            }
        }

        return bytes;
    }

    private static void CheckOptionalText(string? text, int max, string what)
    {
        if (text is not null)
        {
            CheckText(text, max, what);
        }
    }

    private static void CheckText(string text, int max, string what)
    {
        Require(text is not null && !string.IsNullOrWhiteSpace(text) && text.Length <= max, $"The {what} needs 1 to {max} characters.");
        Require(!text.Contains('\0', StringComparison.Ordinal), $"The {what} holds U+0000.");
        try
        {
            Utf8.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"The {what} is no well-formed Unicode.", e);
        }
    }

    private static void Require([System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
