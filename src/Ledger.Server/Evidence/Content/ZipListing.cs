using System.Buffers.Binary;
using System.Text;

namespace Ledger.Server.Evidence.Content;

/// <summary>The names in the central directory of a ZIP archive, which is the listing that programs go by.</summary>
/// <remarks>PKWARE APPNOTE 4.3.12 and 4.3.16. Read by hand: the framework's reader makes an object of every entry, as many as somebody likes to name.</remarks>
internal static class ZipListing
{
    private const int EndBytes = 22;
    private const int HeaderBytes = 46;
    private const int MostComment = ushort.MaxValue;

    /// <summary>The names, one by one; null where the archive has no whole listing.</summary>
    public static async Task<IReadOnlyCollection<string>?> ReadAsync(Stream content, CancellationToken ct)
    {
        if (await EndAsync(content, ct) is not var (count, at) || at >= content.Length) return null;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var header = new byte[HeaderBytes];
        var name = new byte[ushort.MaxValue];
        for (content.Position = at; count > 0; count--)
        {
            if (await content.ReadAtLeastAsync(header, header.Length, false, ct) < header.Length || !header.AsSpan().StartsWith("PK\x01\x02"u8)) return null;
            var length = Number(header, 28);
            if (await content.ReadAtLeastAsync(name.AsMemory(0, length), length, false, ct) < length) return null;
            names.Add(Kept(Encoding.UTF8.GetString(name, 0, length)));
            content.Position += Number(header, 30) + Number(header, 32);
        }

        return names;
    }

    // What tells a kind stands at the beginning or the end of a name; a name of 64 KiB is kept as its end.
    private static string Kept(string name) => name.Length <= 256 ? name : name[^256..];

    // The end record stands at the very end, behind it at most a comment. With more than 65,535 entries its numbers say nothing
    // (ZIP64), which no evidence of 50 MB needs.
    private static async Task<(int Count, long At)?> EndAsync(Stream content, CancellationToken ct)
    {
        var tail = new byte[(int)Math.Min(content.Length, EndBytes + MostComment)];
        content.Position = content.Length - tail.Length;
        await content.ReadExactlyAsync(tail, ct);
        for (var i = tail.Length - EndBytes; i >= 0; i--)
        {
            if (!tail.AsSpan(i).StartsWith("PK\x05\x06"u8) || i + EndBytes + Number(tail, i + 20) != tail.Length) continue;
            var count = Number(tail, i + 10);
            return count is 0 or ushort.MaxValue ? null : (count, BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i + 16)));
        }

        return null;
    }

    private static int Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
}
