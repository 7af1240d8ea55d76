using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Reads everything that was ever believed of one thing.</summary>
internal static class BitemporalHistory
{
    /// <summary>The stretches of a thing, in the order in which they came to be believed; none where the ledger knows no such thing.</summary>
    /// <param name="source">Connections.</param>
    /// <param name="things">The things.</param>
    /// <param name="at">The position up to which the ledger is read, and whose word counts; its day restricts nothing.</param>
    /// <param name="id">Id of the thing.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<Stretch<TState>>> ReadAsync<TState>(
        NpgsqlDataSource source, string things, AsKnown at, string id, CancellationToken ct)
    {
        // The primary key begins with the id.
        await using var command = source.CreateCommand($"""
            select {RowReader.Columns}, r.known_until
            from {ReadModelSchema.Live}.{things} t join {ReadModelSchema.Live}.{ModelTables.RowTable(ModelTables.Of(things, at.Basis))} r on r.id = t.id
            where t.id = $1 and r.known_from <= $2
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = at.Position });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new StretchedRows<TState>();
        while (await reader.ReadAsync(ct)) rows.Add(reader, at.Position);
        return [.. rows.Stretches.OrderBy(stretch => stretch.KnownFrom).ThenBy(stretch => stretch.Row.EffectiveFrom)];
    }
}
