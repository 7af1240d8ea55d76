using System.Buffers;

namespace Ledger.Postgres.Evidence;

/// <summary>The content of a stored file: can be read from anywhere, holds one chunk, and reads only the chunks that are asked for.</summary>
/// <param name="length">Size in bytes.</param>
/// <param name="fill">Fills a buffer with a chunk and answers how many bytes it has.</param>
internal sealed class EvidenceStream(long length, Func<int, byte[], CancellationToken, Task<int>> fill) : Stream
{
    /// <summary>Bytes of every chunk but the last. The table holds no larger ones: 0007_evidence.sql.</summary>
    public const int ChunkBytes = 256 * 1024;

    private const int None = -1;
    private byte[]? _buffer;
    private int _held = None;
    private int _filled;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A position begins at 0.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.Length == 0) return 0;
        var number = (int)(_position / ChunkBytes);
        if (number != _held) await HoldAsync(number, cancellationToken);
        var offset = (int)(_position % ChunkBytes);
        var count = Math.Min(buffer.Length, _filled - offset);
        _buffer.AsMemory(offset, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    // A thread must not wait for the database: whoever reads a file does so asynchronously.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Files are read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Files are not changed.");

    public override void SetLength(long value) => throw new NotSupportedException("Files are not changed.");

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
        _buffer = null;
        (_held, _position) = (None, length);
        base.Dispose(disposing);
    }

    private async Task HoldAsync(int number, CancellationToken ct)
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(ChunkBytes);
        _held = None;
        _filled = await fill(number, _buffer, ct);
        // Told before the reader takes a part for the whole: the database holds less than it promised.
        if (_filled < Math.Min(ChunkBytes, length - (long)number * ChunkBytes))
            throw new InvalidDataException($"Chunk {number} has {_filled} bytes, which is too few. Run 'ledger doctor'.");
        _held = number;
    }
}
