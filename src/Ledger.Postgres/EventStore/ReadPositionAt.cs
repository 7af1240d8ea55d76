using Npgsql;

namespace Ledger.Postgres.EventStore;

/// <summary>Finds the last position recorded at or before an instant.</summary>
internal static class ReadPositionAt
{
    private const string Sql = "select ledger.position_at($1)";

    public static async Task<long> ExecuteAsync(NpgsqlDataSource source, DateTimeOffset instant, CancellationToken ct)
    {
        // PostgreSQL keeps microseconds: what lies between two of them is rounded down, since "at or before" is asked for.
        var microseconds = instant.UtcDateTime.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerMicrosecond));
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = microseconds });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
