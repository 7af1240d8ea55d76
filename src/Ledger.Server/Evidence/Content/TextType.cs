using System.Buffers;
using System.Text;

namespace Ledger.Server.Evidence.Content;

/// <summary>Tells text from bytes, and text that does something from text that is read.</summary>
internal static class TextType
{
    private const int ChunkBytes = 64 * 1024;
    private const int HeadCharacters = 256;

    /// <summary>The kind of a text; null where the content is none.</summary>
    public static async Task<FoundType?> FindAsync(Stream content, CancellationToken ct)
    {
        foreach (var (name, encoding) in Encodings(await StartAsync(content, ct)))
            if (await HeadAsync(content, encoding, ct) is { } head) return Of(head, name);
        return null;
    }

    private static async Task<byte[]> StartAsync(Stream content, CancellationToken ct)
    {
        var start = new byte[2];
        content.Position = 0;
        return start[..await content.ReadAtLeastAsync(start, 2, false, ct)];
    }

    // UTF-16 has a mark, or it is none; almost anything is GB18030, so that one comes last.
    private static IEnumerable<(string Name, Encoding Encoding)> Encodings(byte[] start)
    {
        if (start is [0xFF, 0xFE]) return [("utf-16", new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true))];
        if (start is [0xFE, 0xFF]) return [("utf-16", new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true))];
        return
        [
            ("utf-8", new UTF8Encoding(false, throwOnInvalidBytes: true)),
            ("gb18030", CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!),
        ];
    }

    // As browsers do where nothing stops them: past a mark and blanks, what begins with a tag is markup (WHATWG MIME Sniffing, 7.1).
    // They know seventeen tags; here every tag counts, with SVG and XML among them. '#!' begins a script.
    private static FoundType Of(string head, string encoding)
    {
        var text = head.TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        if (text.StartsWith("#!", StringComparison.Ordinal)) return FoundType.Refused("a script");
        if (text.StartsWith('<') && text.Length > 1 && (char.IsAsciiLetter(text[1]) || text[1] is '!' or '?' or '/')) return FoundType.Refused("HTML, SVG or XML");
        return FoundType.Accepted($"text/plain; charset={encoding}");
    }

    /// <summary>The first characters, where all of the content is text of an encoding; null where it is not.</summary>
    private static async Task<string?> HeadAsync(Stream content, Encoding encoding, CancellationToken ct)
    {
        var decoder = encoding.GetDecoder();
        var bytes = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        var chars = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(ChunkBytes));
        var head = new StringBuilder();
        try
        {
            content.Position = 0;
            for (int read; (read = await content.ReadAsync(bytes.AsMemory(0, ChunkBytes), ct)) > 0;)
            {
                var count = decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
                if (chars.AsSpan(0, count).ContainsAny(Unprintable)) return null;
                // Blanks may go on for long before the first tag.
                if (head.Length < HeadCharacters) head.Append(head.Length == 0 ? chars.AsSpan(0, count).TrimStart("\uFEFF \t\r\n\f") : chars.AsSpan(0, count));
                if (head.Length > HeadCharacters) head.Length = HeadCharacters;
            }

            decoder.GetChars(bytes, 0, 0, chars, 0, flush: true);
            return head.ToString();
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    // Controls that no text has; form feed, escape and the ends of lines stand in many.
    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7F).Select(code => (char)code).Where(c => c is not ('\t' or '\n' or '\r' or '\f' or '\u001B')), '\uFFFE', '\uFFFF']);
}
