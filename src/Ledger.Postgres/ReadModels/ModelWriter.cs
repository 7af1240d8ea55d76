using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Writes a batch into a model's tables: things, ends of knowledge, rows, moves.</summary>
/// <remarks>The runner holds the advisory lock of its schema, so nobody else writes these tables meanwhile.</remarks>
/// <param name="connection">The connection, in the transaction of the batch.</param>
/// <param name="schema">The schema.</param>
internal sealed class ModelWriter(NpgsqlConnection connection, string schema)
{
    /// <summary>Writes into tables that have their keys.</summary>
    public async Task WriteAsync(IReadModel model, CancellationToken ct)
    {
        var pending = model.Pending;
        if (pending.Closed.Count > 0) await CloseAsync(model.Name, pending.Closed, ct);
        await CopyAsync(model, pending, "", ct);
    }

    /// <summary>Copies things, rows and moves.</summary>
    /// <param name="model">Whose they are.</param>
    /// <param name="pending">They.</param>
    /// <param name="options">Further options of COPY, each after a comma.</param>
    /// <param name="ct">Cancels.</param>
    public async Task CopyAsync(IReadModel model, PendingRows pending, string options, CancellationToken ct)
    {
        await pending.Things.SendAsync(connection, $"{schema}.{model.Things} (id, plan, ordinal)", options, ct);
        await pending.Rows.SendAsync(
            connection, $"{schema}.{ModelTables.RowTable(model.Name)} ({ModelRow.Columns}{string.Concat(model.Columns.Select(column => ", " + column.Name))})", options, ct);
        await pending.Moves.SendAsync(connection, $"{schema}.{Moves.Table} (model, plan, position, day, code, change)", options, ct);
    }

    // known_from < until tells the row from one that opens at this very position for the same day. A row that is not found
    // would be a hole in history, so the count is checked.
    private async Task CloseAsync(string model, List<Closing> closed, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            update {schema}.{ModelTables.RowTable(model)} r set known_until = c.until from unnest($1, $2, $3) as c(id, day, until)
            where r.id = c.id and r.effective_from = c.day and r.known_until = {ModelRow.Forever} and r.known_from < c.until
            """;
        command.Parameters.Add(new() { Value = closed.Select(row => row.Id).ToArray() });
        command.Parameters.Add(new() { Value = closed.Select(row => row.From).ToArray() });
        command.Parameters.Add(new() { Value = closed.Select(row => row.Until).ToArray() });
        Require(model, closed.Count, await command.ExecuteNonQueryAsync(ct));
    }

    /// <summary>Makes sure that every row whose knowledge ends was found.</summary>
    public static void Require(string model, long wanted, long found)
    {
        if (found != wanted) throw new InvalidOperationException($"{wanted} rows of {model} were to be closed, but {found} were found open. Run 'ledger rebuild'.");
    }
}
