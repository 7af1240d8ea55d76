using Npgsql;

namespace Ledger.Postgres.Evidence;

/// <summary>The files that support entries, each stored once under its hash.</summary>
/// <param name="database">The database.</param>
public sealed class EvidenceFiles(LedgerDatabase database)
{
    /// <summary>Finds a file.</summary>
    /// <param name="sha256">SHA-256 of its content, in hexadecimal.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The file; null where none with that content is stored.</returns>
    /// <exception cref="FormatException"><paramref name="sha256"/> is not hexadecimal.</exception>
    public async Task<EvidenceFile?> FindAsync(string sha256, CancellationToken ct = default)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        return await ReadEvidence.ExecuteAsync(connection, Convert.FromHexString(sha256), ct);
    }

    /// <summary>Begins to store a file. Nothing of it is there for others before <see cref="EvidenceUpload.KeepAsync"/>.</summary>
    /// <param name="ct">Cancels.</param>
    /// <remarks>Takes a connection for as long as the upload takes: the caller bounds how many there are.</remarks>
    public async Task<EvidenceUpload> BeginAsync(CancellationToken ct = default)
    {
        var connection = await database.App.OpenConnectionAsync(ct);
        try
        {
            return new EvidenceUpload(connection, await connection.BeginTransactionAsync(ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the content of a file. Chunks are read as they are asked for, each in a statement of its own.</summary>
    /// <param name="file">The file.</param>
    public Stream Open(EvidenceFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new EvidenceStream(file.Size, async (number, buffer, ct) =>
        {
            // A slow reader must not hold a connection between two chunks.
            await using var connection = await database.App.OpenConnectionAsync(ct);
            return await ReadChunk.ExecuteAsync(connection, file.Content, number, buffer, ct);
        });
    }
}
