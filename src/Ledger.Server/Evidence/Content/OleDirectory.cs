using System.Buffers.Binary;
using System.Text;

namespace Ledger.Server.Evidence.Content;

/// <summary>The names in the directory of an OLE compound file.</summary>
/// <remarks>[MS-CFB] 2.2 (header), 2.3 (FAT), 2.5 (DIFAT) and 2.6 (directory).</remarks>
internal sealed class OleDirectory
{
    private const int EntryBytes = 128;
    private const int HeaderFats = 109;
    private const uint LastSector = 0xFFFFFFFA;

    // Documents have some dozens of entries; whoever chains more wants us to walk.
    private const int MostSectors = 256;

    private readonly Stream _content;
    private readonly byte[] _header = new byte[512];
    private int _sectorBytes;

    private OleDirectory(Stream content) => _content = content;

    /// <summary>The names; null where the directory can't be read.</summary>
    public static async Task<IReadOnlyCollection<string>?> ReadAsync(Stream content, CancellationToken ct)
    {
        var directory = new OleDirectory(content);
        content.Position = 0;
        if (await content.ReadAtLeastAsync(directory._header, directory._header.Length, false, ct) < directory._header.Length) return null;
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(directory._header.AsSpan(30));
        if (shift is not (9 or 12)) return null;
        directory._sectorBytes = 1 << shift;
        return await directory.NamesAsync(ct);
    }

    private async Task<IReadOnlyCollection<string>?> NamesAsync(CancellationToken ct)
    {
        var names = new List<string>();
        var bytes = new byte[_sectorBytes];
        var sector = Number(_header, 48);
        for (var walked = 0; sector < LastSector; walked++)
        {
            if (walked == MostSectors || !await ReadAsync(sector, bytes, ct)) return null;
            for (var at = 0; at < bytes.Length; at += EntryBytes)
            {
                // Length in bytes with the terminating zero; 0 in entries that are not used.
                var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 64));
                if (length is > 2 and <= 64) names.Add(Encoding.Unicode.GetString(bytes, at, length - 2));
            }

            sector = await NextAsync(sector, ct);
        }

        return names.Count > 0 ? names : null;
    }

    private async Task<uint> NextAsync(uint sector, CancellationToken ct)
    {
        var perSector = (uint)_sectorBytes / 4;
        var bytes = new byte[_sectorBytes];
        var fat = await FatSectorAsync(sector / perSector, bytes, ct);
        return fat < LastSector && await ReadAsync(fat, bytes, ct) ? Number(bytes, (int)(sector % perSector) * 4) : LastSector;
    }

    // The first 109 sectors of the FAT stand in the header, the others in a chain of sectors of their own.
    private async Task<uint> FatSectorAsync(uint index, byte[] bytes, CancellationToken ct)
    {
        if (index < HeaderFats) return Number(_header, 76 + (int)index * 4);
        var perSector = (uint)_sectorBytes / 4 - 1;
        index -= HeaderFats;
        var sector = Number(_header, 68);
        for (var skip = index / perSector; ; skip--)
        {
            if (sector >= LastSector || !await ReadAsync(sector, bytes, ct)) return LastSector;
            if (skip == 0) return Number(bytes, (int)(index % perSector) * 4);
            sector = Number(bytes, (int)perSector * 4);
        }
    }

    private async Task<bool> ReadAsync(uint sector, byte[] bytes, CancellationToken ct)
    {
        var at = (sector + 1L) * _sectorBytes;
        if (at >= _content.Length) return false;
        _content.Position = at;
        // The last sector of a file may be short.
        Array.Clear(bytes);
        return await _content.ReadAtLeastAsync(bytes, bytes.Length, false, ct) > 0;
    }

    private static uint Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
