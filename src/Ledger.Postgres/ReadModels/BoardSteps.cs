using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Reads who recorded what and when at some positions.</summary>
internal static class BoardSteps
{
    private const string Sql = "select seq_id, timestamp, type, stream_id, coalesce(user_name, '') from ledger.mt_events where seq_id = any($1) order by seq_id";

    public static async Task<IReadOnlyList<BoardStep>> ReadAsync(NpgsqlDataSource source, IReadOnlyCollection<long> positions, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = positions.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var steps = new List<BoardStep>(positions.Count);
        while (await reader.ReadAsync(ct))
            steps.Add(new BoardStep(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        return steps;
    }
}
