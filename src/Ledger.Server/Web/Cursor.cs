using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Server.Web;

/// <summary>Where the next page of a listing begins, and what the listing is: its two times and a digest of its filters.</summary>
/// <param name="AsOf">业务日期 of the first page.</param>
/// <param name="Position">Position of the first page.</param>
/// <param name="KnownAt">What the first page showed as its instant.</param>
/// <param name="Ordinal">Ordinal of the last item of the page before.</param>
/// <param name="Listing">Digest of the path and the filters.</param>
/// <param name="Knowledge">Digest of the knowledge time as the first page was given it.</param>
internal sealed record Cursor(DateOnly AsOf, long Position, DateTimeOffset? KnownAt, long Ordinal, ulong Listing, ulong Knowledge)
{
    private const byte Format = 1;
    private const int Payload = 1 + 4 + 8 + 8 + 8 + 8 + 8;
    private const int Mac = 32;

    /// <summary>The cursor as text that is safe in an address, authenticated with the key.</summary>
    public string Seal(byte[] key)
    {
        Span<byte> bytes = stackalloc byte[Payload + Mac];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], AsOf.DayNumber);
        BinaryPrimitives.WriteInt64BigEndian(bytes[5..], Position);
        BinaryPrimitives.WriteInt64BigEndian(bytes[13..], KnownAt?.UtcTicks ?? -1);
        BinaryPrimitives.WriteInt64BigEndian(bytes[21..], Ordinal);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[29..], Listing);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[37..], Knowledge);
        HMACSHA256.HashData(key, bytes[..Payload], bytes[Payload..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor; null for anything that was not sealed with the key.</summary>
    public static Cursor? Open(string text, byte[] key)
    {
        Span<byte> bytes = stackalloc byte[Payload + Mac];
        // One spelling only: white space and spare bits are what Base64Url would forgive.
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.TryDecodeFromChars(text, bytes, out var length)
            || length != bytes.Length || Base64Url.EncodeToString(bytes) != text) return null;
        Span<byte> mac = stackalloc byte[Mac];
        HMACSHA256.HashData(key, bytes[..Payload], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[Payload..]) || bytes[0] != Format) return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[13..]);
        return new Cursor(
            DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(bytes[1..])),
            BinaryPrimitives.ReadInt64BigEndian(bytes[5..]),
            ticks < 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero),
            BinaryPrimitives.ReadInt64BigEndian(bytes[21..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[29..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[37..]));
    }

    /// <summary>A digest of texts in their order.</summary>
    public static ulong Digest(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset());
    }
}
