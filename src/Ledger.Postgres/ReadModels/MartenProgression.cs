using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>Shows the models' checkpoints where people who know Marten look for them: <c>mt_event_progression</c>.</summary>
internal static class MartenProgression
{
    private const string Sql = """
        insert into ledger.mt_event_progression (name, last_seq_id) select * from unnest($1, $2)
        on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp()
        """;

    public static NpgsqlBatchCommand Move(IReadOnlyList<IReadModel> models) => new(Sql)
    {
        Parameters =
        {
            new() { Value = models.Select(model => $"{char.ToUpperInvariant(model.Name[0])}{model.Name[1..]}:All").ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
            new() { Value = models.Select(model => model.State.Position).ToArray() },
        },
    };
}
