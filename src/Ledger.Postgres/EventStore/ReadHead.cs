using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>The end of the log.</summary>
/// <param name="Position">The last position, 0 for an empty log.</param>
/// <param name="RecordedAt">When its entry was recorded; null for an empty log.</param>
public sealed record Head(long Position, DateTimeOffset? RecordedAt);

/// <summary>Reads the end of the log.</summary>
internal static class ReadHead
{
    private const string Sql = "select position, recorded_at from ledger.ledger_head";

    public static async Task<Head> ExecuteAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new Head(row.GetInt64(0), row.IsDBNull(1) ? null : new DateTimeOffset(row.GetDateTime(1)));
    }
}
