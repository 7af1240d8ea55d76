using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>Reads what the last entry of an actor in a stream was correlated with: for imports, which package it came from.</summary>
public static class LastImport
{
    // Every import that adds anything adds an entry to its plan's stream, so the last one tells the whole import. The index
    // on (stream_id, version) is read backwards; others' entries behind it are few.
    private const string Sql = """
        select correlation_id from ledger.mt_events
        where stream_id = $1 and user_name = $2 order by version desc limit 1
        """;

    /// <summary>The correlation id of the actor's last entry in the stream.</summary>
    /// <param name="source">The database.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <returns>Null if there is none.</returns>
    public static async Task<string?> ReadAsync(NpgsqlDataSource source, string stream, string actor, CancellationToken ct = default)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = stream, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter { Value = actor, NpgsqlDbType = NpgsqlDbType.Varchar });
        return await command.ExecuteScalarAsync(ct) as string;
    }
}
