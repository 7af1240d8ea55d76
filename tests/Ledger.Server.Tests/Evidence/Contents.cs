using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ledger.Server.Tests.Evidence;

/// <summary>Files as people have them, made here byte by byte.</summary>
internal static class Contents
{
    /// <summary>A picture of some bytes, of which no two are the same unless they have the same seed.</summary>
    public static byte[] Png(int size = 1_000, int seed = 0)
    {
        var content = new byte[size];
        new Random(seed).NextBytes(content);
        "\u0089PNG\r\n\u001A\n".Select(c => (byte)c).ToArray().CopyTo(content, 0);
        return content;
    }

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, .. new byte[50]];

    public static byte[] Pdf { get; } = [.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, .. "\n1 0 obj\n<<>>\nendobj\n"u8];

    public static byte[] Exe { get; } = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, .. new byte[100]];

    /// <summary>An archive with these names in it.</summary>
    public static byte[] Zip(params string[] names)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes($"what stands in {name}"));
            }

        return buffer.ToArray();
    }

    /// <summary>Two bytes at the start and at the end of a ZIP, with a comment behind it.</summary>
    public static byte[] WithComment(byte[] zip, string comment)
    {
        byte[] commented = [.. zip, .. Encoding.UTF8.GetBytes(comment)];
        BinaryPrimitives.WriteUInt16LittleEndian(commented.AsSpan(zip.Length - 2), (ushort)Encoding.UTF8.GetByteCount(comment));
        return commented;
    }

    /// <summary>A compound file of version 3 with these names in its directory, which lies in sectors that do not follow each other.</summary>
    public static byte[] Ole(params string[] names)
    {
        var sectors = (names.Length + 3) / 4;
        var content = new byte[512 * (2 + 2 * sectors)];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(content, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(44), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(48), 1);
        content.AsSpan(68, 4).Fill(0xFE);
        content.AsSpan(76, 436).Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(76), 0);
        content.AsSpan(512, 512).Fill(0xFF);
        for (var i = 0; i < sectors; i++)
        {
            var sector = 1 + 2 * i;
            BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(512 + 4 * sector), i == sectors - 1 ? 0xFFFFFFFE : (uint)(sector + 2));
            foreach (var (at, name) in names.Skip(4 * i).Take(4).Index())
            {
                var entry = content.AsSpan(512 * (sector + 1) + 128 * at);
                Encoding.Unicode.GetBytes(name).CopyTo(entry);
                BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(2 * name.Length + 2));
            }
        }

        return content;
    }

    /// <summary>An ISO base media file of a brand.</summary>
    public static byte[] Iso(string brand) => [0, 0, 0, 24, .. "ftyp"u8, .. Encoding.ASCII.GetBytes(brand), .. new byte[40]];

    /// <summary>A text in an encoding of one's own.</summary>
    public static byte[] Text(string text, string encoding = "utf-8") =>
        (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);
}
