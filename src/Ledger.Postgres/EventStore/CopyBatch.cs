using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.EventStore;

/// <summary>Appends one large request: the database decides and numbers it, then the entries stream in by binary COPY.</summary>
internal static class CopyBatch
{
    private const string Sql = """
        copy ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id,
                               causation_id, headers, user_name) from stdin (format binary)
        """;

    /// <summary>Appends a request.</summary>
    /// <returns>What was decided about it; durable, for the commit has been confirmed.</returns>
    public static async Task<Decision> ExecuteAsync(NpgsqlConnection connection, PendingAppend request)
    {
        // The call holds the append lock until the commit, so the positions it gave stay free until COPY fills them. The
        // foreign key is satisfied, for the call wrote the streams.
        var round = new AppendRound([request], withEntries: false);
        await using var transaction = await connection.BeginTransactionAsync();
        Decision decision;
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            batch.BatchCommands.Add(round.Command());
            await using var row = await batch.ExecuteReaderAsync(CancellationToken.None);
            decision = (await round.ReadAsync(row, CancellationToken.None))[0];
        }

        if (decision.IsAccepted)
        {
            await CopyAsync(connection, decision);
        }

        await transaction.CommitAsync();
        return decision;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, Decision decision)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Sql);
        copy.Timeout = TimeSpan.FromMinutes(5);
        var request = decision.Pending.Request;
        var entry = 0;
        for (var i = 0; i < request.Streams.Count; i++)
        {
            var append = request.Streams[i];
            for (var nth = 1; nth <= append.Entries.Count; nth++)
            {
                var given = append.Entries[nth - 1];
                var position = decision.Bases.Span[i] + nth;
                await copy.StartRowAsync();
                await copy.WriteAsync(position, NpgsqlDbType.Bigint);
                await copy.WriteAsync(decision.Pending.Ids[entry++], NpgsqlDbType.Uuid);
                await copy.WriteAsync(append.Stream, NpgsqlDbType.Varchar);
                await copy.WriteAsync(decision.Actual.Span[i] + nth, NpgsqlDbType.Bigint);
                await copy.WriteAsync(given.Data, NpgsqlDbType.Jsonb);
                await copy.WriteAsync(given.Type, NpgsqlDbType.Varchar);
                await copy.WriteAsync(decision.RecordedAt(position).UtcDateTime, NpgsqlDbType.TimestampTz);
                await WriteTextAsync(copy, given.DotNetType);
                await WriteTextAsync(copy, request.CorrelationId);
                await WriteTextAsync(copy, request.CausationId);
                await (given.Headers is { } headers ? copy.WriteAsync(headers, NpgsqlDbType.Jsonb) : copy.WriteNullAsync());
                await copy.WriteAsync(request.Actor, NpgsqlDbType.Varchar);
            }
        }

        await copy.CompleteAsync();
    }

    private static Task WriteTextAsync(NpgsqlBinaryImporter copy, string? text) =>
        text is null ? copy.WriteNullAsync() : copy.WriteAsync(text, NpgsqlDbType.Varchar);
}
