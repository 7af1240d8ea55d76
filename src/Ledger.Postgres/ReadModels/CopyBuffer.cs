using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Rows in the binary format of COPY, made in memory as they come and sent all at once.</summary>
/// <remarks>
/// Npgsql's own writer takes every value through a converter, which was a fifth of a rebuild's processor time; and a row that is
/// ended before it is sent can be changed in place. The format is that of the PostgreSQL manual, COPY, "Binary Format": a row is
/// its number of columns, and of each its length and its bytes, the highest first.
/// </remarks>
internal sealed class CopyBuffer : IBufferWriter<byte>
{
    private const int FirstSize = 16 * 1024;
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly int EpochDay = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xff, .. "\r\n"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] Trailer = [0xff, 0xff];

    private byte[] _bytes = [];

    /// <summary>Bytes written so far: where the next value begins.</summary>
    public int Length { get; private set; }

    /// <summary>What was written from a place on.</summary>
    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    /// <summary>Begins a row.</summary>
    public void Row(int columns)
    {
        BinaryPrimitives.WriteInt16BigEndian(GetSpan(sizeof(short)), (short)columns);
        Advance(sizeof(short));
    }

    public void Null() => Int32(-1);

    public void Add(bool value)
    {
        Int32(sizeof(byte));
        GetSpan(1)[0] = value ? (byte)1 : (byte)0;
        Advance(1);
    }

    public void Add(int value)
    {
        Int32(sizeof(int));
        Int32(value);
    }

    public void Add(long value)
    {
        Int32(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(GetSpan(sizeof(long)), value);
        Advance(sizeof(long));
    }

    public void Add(DateOnly value) => Add(value.DayNumber - EpochDay);

    public void Add(DateTimeOffset value) => Add((value.UtcTicks - Epoch) / TimeSpan.TicksPerMicrosecond);

    public void Add(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var at = Begin();
        Write(value);
        End(at);
    }

    /// <summary>Writes a part of a value that was begun.</summary>
    public void Write(string text) => Advance(Encoding.UTF8.GetBytes(text, GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));

    public void Add(ReadOnlySpan<byte> value)
    {
        Int32(value.Length);
        this.Write(value);
    }

    /// <summary>Begins a value whose length is not known yet.</summary>
    /// <returns>What <see cref="End"/> wants to know.</returns>
    public int Begin()
    {
        Int32(0);
        return Length;
    }

    /// <summary>Ends a value.</summary>
    public void End(int begun) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(begun - sizeof(int)), Length - begun);

    /// <summary>Puts another number in the place of one that ends at a place.</summary>
    public void Replace(int end, long value) => BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(end - sizeof(long)), value);

    /// <summary>Sends all rows.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="target">Table and columns.</param>
    /// <param name="options">Further options of COPY, each after a comma.</param>
    /// <param name="ct">Cancels; the transaction is to be rolled back then.</param>
    public async Task SendAsync(NpgsqlConnection connection, string target, string options, CancellationToken ct)
    {
        if (Length == 0) return;
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {target} from stdin (format binary{options})", ct);
        await copy.WriteAsync(Header, ct);
        await copy.WriteAsync(_bytes.AsMemory(0, Length), ct);
        await copy.WriteAsync(Trailer, ct);
    }

    /// <summary>Forgets all rows and gives the memory back.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, Length) = ([], 0);
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(GetSpan(sizeof(int)), value);
        Advance(sizeof(int));
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - Length >= Math.Max(size, 1)) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(2 * _bytes.Length, Length + size)));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
