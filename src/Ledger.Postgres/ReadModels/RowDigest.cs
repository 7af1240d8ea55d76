using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ledger.Postgres.ReadModels;

/// <summary>
/// A digest of a set of rows that does not depend on their order and is kept up to date by adding: the sum, modulo 2²⁵⁶, of
/// the SHA-256 of every row and of every end of knowledge. A rebuild that makes the same rows makes the same digest.
/// </summary>
/// <remarks>It shows that two computations agree. It is no proof against someone who forges rows: the log's own proofs are.</remarks>
internal sealed class RowDigest
{
    private readonly byte[] _sum = new byte[Length];

    public RowDigest(ReadOnlySpan<byte> value) => value.CopyTo(_sum);

    public RowDigest()
    {
    }

    public const int Length = 32;

    public byte[] Value => [.. _sum];

    public void Add(ReadOnlySpan<byte> token)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(token, hash);
        ulong carry = 0;
        for (var i = Length - 8; i >= 0; i -= 8)
        {
            var sum = (UInt128)BinaryPrimitives.ReadUInt64BigEndian(_sum.AsSpan(i)) + BinaryPrimitives.ReadUInt64BigEndian(hash[i..]) + carry;
            BinaryPrimitives.WriteUInt64BigEndian(_sum.AsSpan(i), (ulong)sum);
            carry = (ulong)(sum >> 64);
        }
    }
}
