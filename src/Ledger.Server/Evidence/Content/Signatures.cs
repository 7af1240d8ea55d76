using System.Text;

namespace Ledger.Server.Evidence.Content;

/// <summary>First bytes by which kinds of files are known.</summary>
/// <remarks>
/// Sources: WHATWG MIME Sniffing, section 6 (JPEG, PNG, GIF, WebP, PDF); TIFF 6.0, section 2; ISO/IEC 14496-12, 4.3 and the
/// registered brands of mp4ra.org (MP4, HEIF, QuickTime); PKWARE APPNOTE 4.3 (ZIP); [MS-CFB] 2.2 (OLE).
/// </remarks>
internal static class Signatures
{
    /// <summary>How many first bytes are looked at.</summary>
    public const int Bytes = 64;

    private static readonly (byte[] Start, string MediaType)[] Accepted =
    [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x89, .. "PNG\r\n\u001A\n"u8], "image/png"),
        ([.. "GIF87a"u8], "image/gif"),
        ([.. "GIF89a"u8], "image/gif"),
        ([.. "II*\0"u8], "image/tiff"),
        ([.. "MM\0*"u8], "image/tiff"),
        ([.. "%PDF-"u8], "application/pdf"),
    ];

    private static readonly (byte[] Start, string Name)[] Refused =
    [
        ([.. "MZ"u8], "a program for Windows"),
        ([0x7F, .. "ELF"u8], "a program for Linux"),
        ([0xFE, 0xED, 0xFA, 0xCE], "a program for macOS"),
        ([0xFE, 0xED, 0xFA, 0xCF], "a program for macOS"),
        ([0xCE, 0xFA, 0xED, 0xFE], "a program for macOS"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a program for macOS"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "a Java class or a program for macOS"),
        ([.. "dex\n"u8], "a program for Android"),
        ([.. "\0asm"u8], "a WebAssembly program"),
        ([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0], "a Windows shortcut"),
        ([.. "Rar!"u8], "a RAR archive"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
    ];

    // The major brand of an ISO base media file, and what it promises.
    private static readonly (string MediaType, string[] Brands)[] Brands =
    [
        ("image/heic", ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]),
        ("image/heif", ["mif1", "msf1", "mif2"]),
        ("image/avif", ["avif", "avis"]),
        ("video/quicktime", ["qt  "]),
        ("video/3gpp", ["3gp4", "3gp5", "3gp6", "3gp7"]),
        ("video/mp4", ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash"]),
    ];

    /// <summary>A ZIP archive, which many formats are. An empty one has no file to begin with and is none of them.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8);

    /// <summary>An OLE compound file: the office formats before 2007, and others.</summary>
    public static bool IsOle(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>The kind of a picture, a film or a PDF; null for anything else.</summary>
    public static FoundType? Find(ReadOnlySpan<byte> head)
    {
        foreach (var (start, mediaType) in Accepted)
            if (head.StartsWith(start)) return FoundType.Accepted(mediaType);
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8)) return FoundType.Accepted("image/webp");
        return IsoMedia(head);
    }

    /// <summary>What a content is called that is not accepted.</summary>
    public static string NameUnknown(ReadOnlySpan<byte> head)
    {
        foreach (var (start, name) in Refused)
            if (head.StartsWith(start)) return name;
        return "of no known kind";
    }

    private static FoundType? IsoMedia(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12) return null;
        // QuickTime from before there were brands begins with one of its own boxes.
        if (head[4..8].SequenceEqual("moov"u8) || head[4..8].SequenceEqual("mdat"u8) || head[4..8].SequenceEqual("wide"u8)) return FoundType.Accepted("video/quicktime");
        if (!head[4..8].SequenceEqual("ftyp"u8)) return null;
        var brand = Encoding.Latin1.GetString(head[8..12]);
        var known = Brands.FirstOrDefault(kind => kind.Brands.Contains(brand));
        return known.MediaType is null ? null : FoundType.Accepted(known.MediaType);
    }
}
