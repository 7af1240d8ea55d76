using System.Text;

namespace Ledger.Server.Import;

/// <summary>Text of a package: UTF-8 without a byte order mark, and nothing that is no text.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null and an error.</summary>
    public static string? Read(string file, byte[] bytes, ImportErrors errors)
    {
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            errors.Add(file, 1, null, "The file begins with a byte order mark; UTF-8 without one was expected.");
            return null;
        }

        var zero = bytes.AsSpan().IndexOf((byte)0);
        if (zero >= 0)
        {
            errors.Add(file, LineAt(bytes, zero), null, "There is a zero byte: this is no text. UTF-8 was expected.");
            return null;
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            errors.Add(file, LineAt(bytes, Math.Max(0, e.Index)), null, "There are bytes that are no UTF-8. Save the file as UTF-8.");
            return null;
        }
    }

    /// <summary>The number of the line in which a byte lies, from 1.</summary>
    public static int LineAt(ReadOnlySpan<byte> bytes, long index) => 1 + bytes[..(int)Math.Min(index, bytes.Length)].Count((byte)'\n');
}
