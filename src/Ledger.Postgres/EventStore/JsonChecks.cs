using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ledger.Postgres.EventStore;

/// <summary>Refuses JSON that the type jsonb refuses or can not hold faithfully.</summary>
internal static class JsonChecks
{
    public const int MaxBytes = 1 << 20;
    private const int MaxDepth = 64;
    private const int MaxNumberLength = 400;
    private const int MaxExponent = 330; // a little beyond what a double can hold, far below what numeric can

    /// <summary>Checks a document.</summary>
    /// <exception cref="ArgumentException">It is no JSON, too large, too deep, or holds what jsonb can not.</exception>
    public static void Check(ReadOnlySpan<byte> json, string what, bool mustBeObject = false)
    {
        if (json.Length > MaxBytes)
        {
            throw new ArgumentException($"The {what} has {json.Length} bytes; at most {MaxBytes} are allowed.");
        }

        // The reader looks at structure only: whether the bytes are UTF-8 at all is asked first.
        if (!Utf8.IsValid(json))
        {
            throw new ArgumentException($"The {what} is no UTF-8.");
        }

        try
        {
            CheckTokens(json, what, mustBeObject);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The {what} is no JSON: {e.Message}", e);
        }
    }

    private static void CheckTokens(ReadOnlySpan<byte> json, string what, bool mustBeObject)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var first = true;
        while (reader.Read())
        {
            if (first && mustBeObject && reader.TokenType != JsonTokenType.StartObject)
            {
                throw new ArgumentException($"The {what} must be a JSON object.");
            }

            first = false;
            if (reader.TokenType == JsonTokenType.Number)
            {
                CheckNumber(reader.ValueSpan, what);
            }
            else if (reader.ValueIsEscaped)
            {
                CheckEscapes(ref reader, what);
            }
        }
    }

    // GetString throws InvalidOperationException on half a surrogate pair, which jsonb refuses as well.
    private static void CheckEscapes(ref Utf8JsonReader reader, string what)
    {
        if (reader.GetString()!.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The {what} holds U+0000, which PostgreSQL can not store.");
        }
    }

    // jsonb would spell out 1e100000 digit by digit, and refuse it beyond 131,072 of them.
    private static void CheckNumber(ReadOnlySpan<byte> number, string what)
    {
        var mark = number.IndexOfAny((byte)'e', (byte)'E');
        var digits = mark < 0 ? default : number[(mark + 1)..].TrimStart((byte)'+');
        if (number.Length > MaxNumberLength
            || (mark >= 0 && !(Utf8Parser.TryParse(digits, out int exponent, out _) && exponent is >= -MaxExponent and <= MaxExponent)))
        {
            throw new ArgumentException($"The {what} holds a number beyond the range of a double.");
        }
    }
}
