using System.Buffers;
using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace Ledger.Server.Web.Answers;

/// <summary>How the bytes of an answer are sent.</summary>
internal enum ContentCoding
{
    /// <summary>As they are.</summary>
    Identity,

    /// <summary>RFC 7932.</summary>
    Brotli,

    /// <summary>RFC 1952.</summary>
    Gzip,
}

/// <summary>Chooses the coding of an answer and applies it, always with the same result: a strong entity tag stands for the same bytes.</summary>
internal static class ContentCodings
{
    // Beyond 4 brotli takes several times as long for some percent less.
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 18;

    /// <summary>The name in <c>Content-Encoding</c>; null for none.</summary>
    public static string? Name(this ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    /// <summary>The coding that a caller likes best of those there are; brotli where it likes both as much.</summary>
    public static ContentCoding Of(HttpRequest request)
    {
        var header = request.Headers.AcceptEncoding;
        if (header.Count == 0) return ContentCoding.Identity;
        if (header is ["br" or "gzip, deflate, br" or "gzip, deflate, br, zstd"]) return ContentCoding.Brotli;
        if (!StringWithQualityHeaderValue.TryParseList(header, out var accepted)) return ContentCoding.Identity;
        var (brotli, gzip, identity) = (Quality(accepted, "br"), Quality(accepted, "gzip"), Quality(accepted, "identity"));
        if (Math.Max(brotli, gzip) <= 0 || identity > Math.Max(brotli, gzip)) return ContentCoding.Identity;
        return brotli >= gzip ? ContentCoding.Brotli : ContentCoding.Gzip;
    }

    /// <summary>Writes bytes in a coding.</summary>
    public static void Write(ContentCoding coding, ReadOnlySpan<byte> bytes, IBufferWriter<byte> into)
    {
        switch (coding)
        {
            case ContentCoding.Brotli:
                var room = into.GetSpan(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
                if (!BrotliEncoder.TryCompress(bytes, room, out var written, BrotliQuality, BrotliWindow)) throw new InvalidOperationException("Brotli found no room.");
                into.Advance(written);
                break;
            case ContentCoding.Gzip:
                using (var gzip = new GZipStream(new BufferStream(into), CompressionLevel.Fastest)) gzip.Write(bytes);
                break;
            default:
                into.Write(bytes);
                break;
        }
    }

    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string name)
    {
        var any = 0.0;
        foreach (var one in accepted)
        {
            if (one.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) return one.Quality ?? 1;
            if (one.Value == "*" && name != "identity") any = one.Quality ?? 1;
        }

        return any;
    }

    private sealed class BufferStream(IBufferWriter<byte> into) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => into.Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => into.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
