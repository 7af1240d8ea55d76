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
    private readonly CopyBuffer _token = new();

    public RowDigest(ReadOnlySpan<byte> value) => value.CopyTo(_sum);

    public RowDigest()
    {
    }

    public const int Length = 32;

    public byte[] Value => [.. _sum];

    /// <summary>A row begins to be known.</summary>
    /// <param name="image">What it says, from its id to its state, as <see cref="ModelRow.Begin"/> writes it.</param>
    public void Open(ReadOnlySpan<byte> image) => Add(image);

    /// <summary>A row ceases to be known. One row of an id and day is open at any time, so these name it.</summary>
    public void Close(string id, DateOnly effectiveFrom, long until)
    {
        _token.Clear();
        _token.Add("closed");
        _token.Add(id);
        _token.Add(effectiveFrom);
        _token.Add(until);
        Add(_token.From(0));
    }

    /// <summary>Adds the hash of some bytes.</summary>
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
