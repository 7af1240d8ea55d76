using System.Buffers;
using System.Security.Cryptography;
using Npgsql;

namespace Ledger.Postgres.Evidence;

/// <summary>
/// A file on its way into the database: hashed and stored chunk by chunk in one transaction, which is rolled back when this is
/// disposed of without <see cref="KeepAsync"/>. Holds one chunk in memory, however large the file.
/// </summary>
public sealed class EvidenceUpload : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(EvidenceStream.ChunkBytes);
    private readonly Guid _content = Guid.NewGuid();

    internal EvidenceUpload(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>Bytes stored so far.</summary>
    public long Size { get; private set; }

    /// <summary>Stores what a stream holds, to its end. To be called once.</summary>
    /// <param name="body">The stream.</param>
    /// <param name="mostBytes">Bytes at most.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False, with nothing to keep, as soon as there are more bytes than that.</returns>
    public async Task<bool> ReadAsync(Stream body, long mostBytes, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        for (var number = 0; ; number++)
        {
            var chunk = _buffer.AsMemory(0, EvidenceStream.ChunkBytes);
            var read = await body.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, ct);
            if (read == 0) return true;
            Size += read;
            if (Size > mostBytes) return false;
            _hash.AppendData(_buffer, 0, read);
            await InsertChunk.ExecuteAsync(_connection, _content, number, chunk[..read], ct);
            if (read < chunk.Length) return true;
        }
    }

    /// <summary>Opens what was stored, so that its type can be found before it is kept.</summary>
    public Stream Open() => new EvidenceStream(Size, (number, buffer, ct) => ReadChunk.ExecuteAsync(_connection, _content, number, buffer, ct));

    /// <summary>Keeps the file under its hash; where the same content is there already, keeps that one and drops this.</summary>
    /// <param name="mediaType">What the content was found to be.</param>
    /// <param name="actor">Who uploads it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The file as it is stored.</returns>
    public async Task<EvidenceFile> KeepAsync(string mediaType, string actor, CancellationToken ct = default)
    {
        var file = new EvidenceFile(Convert.ToHexStringLower(_hash.GetHashAndReset()), _content, Size, mediaType);
        if (await InsertEvidence.ExecuteAsync(_connection, file, actor, ct))
        {
            await _transaction.CommitAsync(ct);
            return file;
        }

        await _transaction.RollbackAsync(ct);
        return await ReadEvidence.ExecuteAsync(_connection, Convert.FromHexString(file.Sha256), ct)
            ?? throw new InvalidOperationException($"The file {file.Sha256} was there a moment ago, and files do not go away.");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Only now: until here a command may still have been writing from it.
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        ArrayPool<byte>.Shared.Return(_buffer);
        _hash.Dispose();
    }
}
