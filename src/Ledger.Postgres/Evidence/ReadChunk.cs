using System.Data;
using Npgsql;

namespace Ledger.Postgres.Evidence;

/// <summary>Reads one chunk of a file.</summary>
internal static class ReadChunk
{
    private const string Sql = "select data from ledger.ledger_evidence_chunks where content = $1 and number = $2";

    /// <summary>Fills a buffer of <see cref="EvidenceStream.ChunkBytes"/> and answers how much of it was filled.</summary>
    /// <exception cref="InvalidDataException">The chunk is not there.</exception>
    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, Guid content, int number, byte[] buffer, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = content });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
        // Sequential, so that the driver copies the bytes to where they belong and makes no array of its own.
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleRow, ct);
        if (!await row.ReadAsync(ct)) throw new InvalidDataException($"Chunk {number} of the file {content} is not there. Run 'ledger doctor'.");
        await using var data = await row.GetStreamAsync(0, ct);
        return await data.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
    }
}
