using Ledger.Postgres.ReadModels;
using Npgsql;

namespace Ledger.Postgres.Measures;

/// <summary>How far a read model is behind the log.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Positions">Entries it has yet to take in.</param>
/// <param name="Behind">How long ago the first of them was recorded; zero if there is none.</param>
/// <param name="Halted">Whether it stopped before an entry that it can't apply.</param>
internal sealed record ReadModelLag(string Model, long Positions, TimeSpan Behind, bool Halted);

/// <summary>Reads the end of the log and how far the read models are behind it.</summary>
internal static class ReadModelLags
{
    // Both times are the database's, so the clocks of servers do not matter. Positions have no gaps: the first entry not taken
    // in, if there is one, is at the next position. A checkpoint read before the head may seem behind, never ahead.
    private const string Sql = $"""
        select h.position, m.name, greatest(0, h.position - m.position), greatest(interval '0', clock_timestamp() - e.timestamp), m.stopped_at is not null
        from ledger.ledger_head h left join {ReadModelSchema.Live}.models m on true left join ledger.mt_events e on e.seq_id = m.position + 1
        """;

    /// <exception cref="NpgsqlException">The database can not be reached, or has not been set up yet.</exception>
    public static async Task<(long Head, IReadOnlyList<ReadModelLag> Models)> ExecuteAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(ct);
        var head = 0L;
        var models = new List<ReadModelLag>();
        while (await row.ReadAsync(ct))
        {
            head = row.GetInt64(0);
            if (!row.IsDBNull(1))
                models.Add(new ReadModelLag(row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? TimeSpan.Zero : row.GetFieldValue<TimeSpan>(3), row.GetBoolean(4)));
        }

        return (head, models);
    }
}
