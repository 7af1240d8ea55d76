using System.Runtime.CompilerServices;
using System.Text;
using Ledger.Domain.Time;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>The statements on a model's tables. Table names are the program's own constants, never input.</summary>
internal static class ModelTables
{
    private const string Shared = "id, effective_from, effective_until, known_from, known_until, made_by, version, recorded_at, live, state";

    /// <summary>Writes a batch: things, ends of knowledge, rows.</summary>
    /// <remarks>The runner holds the advisory lock of its schema, so nobody else writes these tables meanwhile.</remarks>
    public static async Task WriteAsync(
        NpgsqlConnection connection, string schema, string model, IReadOnlyList<ModelColumn> columns, PendingRows pending, CancellationToken ct)
    {
        if (pending.Things.Count > 0) await InsertThingsAsync(connection, schema, model, pending.Things, ct);
        if (pending.Closed.Count > 0) await CloseAsync(connection, schema, model, columns, pending, ct);
        if (pending.Rows.Count > 0) await CopyRowsAsync(connection, schema, model, columns, pending.Rows, ct);
        if (pending.Closed.Count + pending.Rows.Count > 0) await Moves.WriteAsync(connection, schema, model, pending.Moves, ct);
    }

    /// <summary>Moves the model's checkpoint, and Marten's progression with it where the schema is the live one.</summary>
    /// <remarks>
    /// The condition on the position before makes sure that the tables are still those the batch was computed for: a rebuild may
    /// have swapped others in. If those stand at the same position they hold the same rows, and the batch fits.
    /// </remarks>
    public static async Task CheckpointAsync(
        NpgsqlConnection connection, string schema, string model, string codeVersion, long before, ModelState state, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            insert into {schema}.models (name, code_version, position, digest, stopped_at, error)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (name) do update set code_version = excluded.code_version, position = excluded.position,
                digest = excluded.digest, stopped_at = excluded.stopped_at, error = excluded.error, updated_at = clock_timestamp()
            where models.position = $7
            """;
        command.Parameters.Add(new() { Value = model });
        command.Parameters.Add(new() { Value = codeVersion });
        command.Parameters.Add(new() { Value = state.Position });
        command.Parameters.Add(new() { Value = state.Digest.Value });
        command.Parameters.Add(new() { Value = (object?)state.StoppedAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)state.Error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = before });
        if (await command.ExecuteNonQueryAsync(ct) == 0)
            throw new ModelMovedException(model);
        if (schema == ReadModelSchema.Live) await MartenProgression.MoveAsync(connection, model, state.Position, ct);
    }

    /// <summary>All rows of a model, without their filter columns, in no particular order.</summary>
    public static async IAsyncEnumerable<ModelRow> ReadAsync(
        NpgsqlConnection connection, string schema, string model, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select {Shared} from {schema}.{RowTable(model)}";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return new ModelRow(
                reader.GetString(0), reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateOnly>(2), reader.GetInt64(3), reader.GetInt64(5),
                reader.GetInt64(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetBoolean(8), Encoding.UTF8.GetBytes(reader.GetString(9)))
            {
                Filters = [],
                KnownUntil = reader.GetInt64(4),
            };
    }

    /// <summary>The name of the model about some things on a basis: <c>confirmed_projects</c> about <c>projects</c>.</summary>
    public static string Of(string things, Basis basis) => basis == Basis.Reported ? things : $"confirmed_{things}";

    /// <summary>The table of a model's rows: <c>project_rows</c> of <c>projects</c>.</summary>
    public static string RowTable(string model) => model[..^1] + "_rows";

    private static async Task InsertThingsAsync(NpgsqlConnection connection, string schema, string model, List<Thing> things, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"insert into {schema}.{model} (id, plan, ordinal) select * from unnest($1, $2, $3)";
        command.Parameters.Add(new() { Value = things.Select(thing => thing.Id).ToArray() });
        command.Parameters.Add(new() { Value = things.Select(thing => thing.Plan).ToArray() });
        command.Parameters.Add(new() { Value = things.Select(thing => thing.Ordinal).ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    // known_from < until tells the row from one that opens at this very position for the same day. A row that is not found
    // would be a hole in history, so the count is checked. What it was counted as is not counted from then on.
    private static async Task CloseAsync(
        NpgsqlConnection connection, string schema, string model, IReadOnlyList<ModelColumn> columns, PendingRows pending, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            update {schema}.{RowTable(model)} r set known_until = c.until
            from unnest($1, $2, $3, $4) as c(id, plan, day, until)
            where r.id = c.id and r.effective_from = c.day and r.known_until = {ModelRow.Forever} and r.known_from < c.until
            returning c.plan, c.until, r.effective_from, r.effective_until, coalesce(r.{columns.Single(column => column.Counted).Name}, ''), r.live
            """;
        command.Parameters.Add(new() { Value = pending.Closed.Select(row => row.Id).ToArray() });
        command.Parameters.Add(new() { Value = pending.Closed.Select(row => row.Plan).ToArray() });
        command.Parameters.Add(new() { Value = pending.Closed.Select(row => row.From).ToArray() });
        command.Parameters.Add(new() { Value = pending.Closed.Select(row => row.Until).ToArray() });
        var count = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        for (; await reader.ReadAsync(ct); count++)
        {
            if (reader.GetBoolean(5))
                pending.Count(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateOnly>(2), reader.GetFieldValue<DateOnly>(3), reader.GetString(4), -1);
        }

        if (count != pending.Closed.Count)
            throw new InvalidOperationException($"{pending.Closed.Count} rows of {model} were to be closed, but {count} were found open. Run 'ledger rebuild'.");
    }

    private static async Task CopyRowsAsync(
        NpgsqlConnection connection, string schema, string model, IReadOnlyList<ModelColumn> columns, List<ModelRow> rows, CancellationToken ct)
    {
        var names = string.Concat(columns.Select(column => ", " + column.Name));
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy {schema}.{RowTable(model)} ({Shared}{names}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(ct);
            await writer.WriteAsync(row.Id, NpgsqlDbType.Text, ct);
            await writer.WriteAsync(row.EffectiveFrom, NpgsqlDbType.Date, ct);
            await writer.WriteAsync(row.EffectiveUntil, NpgsqlDbType.Date, ct);
            await writer.WriteAsync(row.KnownFrom, NpgsqlDbType.Bigint, ct);
            await writer.WriteAsync(row.KnownUntil, NpgsqlDbType.Bigint, ct);
            await writer.WriteAsync(row.MadeBy, NpgsqlDbType.Bigint, ct);
            await writer.WriteAsync(row.Version, NpgsqlDbType.Bigint, ct);
            await writer.WriteAsync(row.RecordedAt, NpgsqlDbType.TimestampTz, ct);
            await writer.WriteAsync(row.Live, NpgsqlDbType.Boolean, ct);
            await writer.WriteAsync(row.State, NpgsqlDbType.Jsonb, ct);
            for (var i = 0; i < columns.Count; i++)
            {
                if (row.Filters[i] is { } value) await writer.WriteAsync(value, columns[i].Type, ct);
                else await writer.WriteNullAsync(ct);
            }
        }

        await writer.CompleteAsync(ct);
    }
}
