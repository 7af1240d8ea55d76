using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Where a read model stands, as published beside its rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CodeVersion">Version of the code that made its rows.</param>
/// <param name="Position">Last position taken in.</param>
/// <param name="Digest">Digest of its rows, 32 bytes: equal rows, equal digest.</param>
/// <param name="StoppedAt">Position of the entry that it could not apply, if it stopped there.</param>
/// <param name="Error">Why it stopped.</param>
public sealed record ReadModelStatus(string Name, string CodeVersion, long Position, byte[] Digest, long? StoppedAt, string? Error)
{
    internal static async Task<IReadOnlyList<ReadModelStatus>> ReadAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select name, code_version, position, digest, stopped_at, error from {schema}.models order by name";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var all = new List<ReadModelStatus>();
        while (await reader.ReadAsync(ct))
            all.Add(new ReadModelStatus(
                reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3),
                reader.IsDBNull(4) ? null : reader.GetInt64(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
        return all;
    }
}
