using Ledger.Domain.Audit;
using Ledger.Postgres.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Audit;

/// <summary>Finds what answered for completions: evidence attached to them, or their voiding or correction.</summary>
internal static class ReadAnswers
{
    // Behind the completion in its own stream, by the index on (stream_id, version). A stream has some dozen entries behind
    // its completion. Evidence that was itself voided within the grace answers for nothing.
    private const string Sql = """
        select c.position, a.timestamp from unnest($1, $2, $3, $4) as c(position, stream, version, recorded)
        join ledger.mt_events a on a.stream_id = c.stream and a.version > c.version
        where a.seq_id <= $5 and a.type = any($6) and (a.data ->> 'position') = c.position::text and a.timestamp <= c.recorded + $9
        and not (a.type = $7 and exists (
            select from ledger.mt_events v where v.stream_id = c.stream and v.version > a.version and v.type = $8
            and (v.data ->> 'position') = a.seq_id::text and v.timestamp <= c.recorded + $9 and v.seq_id <= $5))
        """;

    /// <returns>By position of the completion.</returns>
    public static async Task<ILookup<long, DateTimeOffset>> ExecuteAsync(
        NpgsqlDataSource source, IReadOnlyList<AuditLine> completions, long upTo, CancellationToken ct)
    {
        var answers = new List<(long Position, DateTimeOffset At)>();
        if (completions.Count > 0)
        {
            await using var command = source.CreateCommand(Sql);
            command.Parameters.Add(new() { Value = completions.Select(line => line.Stored.Position).ToArray() });
            command.Parameters.Add(new() { Value = completions.Select(line => line.Stored.Stream).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
            command.Parameters.Add(new() { Value = completions.Select(line => line.Stored.Version).ToArray() });
            command.Parameters.Add(new() { Value = completions.Select(line => line.Stored.RecordedAt.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
            command.Parameters.Add(new()
            {
                Value = new[] { AuditLines.Evidence, AuditLines.Voided, AuditLines.Corrected }, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
            });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AuditLines.Evidence });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AuditLines.Voided });
            command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = CompletedWithoutEvidence.Grace });
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                answers.Add((row.GetInt64(0), new DateTimeOffset(row.GetDateTime(1))));
            }
        }

        return answers.ToLookup(answer => answer.Position, answer => answer.At);
    }
}
