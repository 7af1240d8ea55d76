using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Shows the models' checkpoints where people who know Marten look for them: <c>mt_event_progression</c>.</summary>
internal static class MartenProgression
{
    private const string Sql = """
        insert into ledger.mt_event_progression (name, last_seq_id) values ($1, $2)
        on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp()
        """;

    public static async Task MoveAsync(NpgsqlConnection connection, string model, long position, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.Add(new() { Value = $"{char.ToUpperInvariant(model[0])}{model[1..]}:All" });
        command.Parameters.Add(new() { Value = position });
        await command.ExecuteNonQueryAsync(ct);
    }
}
