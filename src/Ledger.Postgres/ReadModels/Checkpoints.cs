using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>Moves the models' checkpoints, and Marten's progression with them where the schema is the live one.</summary>
internal static class Checkpoints
{
    // The condition on the position before makes sure that the tables are still those the batch was computed for: a rebuild may
    // have swapped others in. If those stand at the same position they hold the same rows, and the batch fits.
    private static string Sql(string schema) => $"""
        insert into {schema}.models as m (name, code_version, position, digest, stopped_at, error)
        select w.name, w.code_version, w.position, w.digest, w.stopped_at, w.error
        from unnest($1, $2, $3, $4, $5, $6, $7) as w(name, code_version, position, digest, stopped_at, error, before)
        on conflict (name) do update set code_version = excluded.code_version, position = excluded.position,
            digest = excluded.digest, stopped_at = excluded.stopped_at, error = excluded.error, updated_at = clock_timestamp()
        where m.position = any(select w.before from unnest($1, $7) as w(name, before) where w.name = m.name)
        """;

    /// <summary>Moves them, before the rows are written in the same transaction.</summary>
    /// <exception cref="ModelMovedException">The tables are not those that the models were computed for.</exception>
    public static async Task MoveAsync(NpgsqlConnection connection, string schema, IReadOnlyList<IReadModel> models, CancellationToken ct)
    {
        var command = new NpgsqlBatchCommand(Sql(schema));
        Add(command, models.Select(model => model.Name).ToArray(), NpgsqlDbType.Text);
        Add(command, models.Select(model => model.CodeVersion).ToArray(), NpgsqlDbType.Text);
        Add(command, models.Select(model => model.State.Position).ToArray(), NpgsqlDbType.Bigint);
        Add(command, models.Select(model => model.State.Digest.Value).ToArray(), NpgsqlDbType.Bytea);
        Add(command, models.Select(model => model.State.StoppedAt).ToArray(), NpgsqlDbType.Bigint);
        Add(command, models.Select(model => model.State.Error).ToArray(), NpgsqlDbType.Text);
        Add(command, models.Select(model => model.WrittenTo).ToArray(), NpgsqlDbType.Bigint);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(command);
        if (schema == ReadModelSchema.Live) batch.BatchCommands.Add(MartenProgression.Move(models));
        await batch.ExecuteNonQueryAsync(ct);
        if (command.RecordsAffected != models.Count) throw new ModelMovedException();
    }

    private static void Add<T>(NpgsqlBatchCommand command, T[] values, NpgsqlDbType element) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
}
