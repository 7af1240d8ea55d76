using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>Ends of rows' knowledge that can't be written yet, because the rows have no keys by which they are found.</summary>
/// <param name="connection">The connection, in a transaction at whose end what is kept goes.</param>
/// <param name="schema">The schema of the rows.</param>
internal sealed class LateClosings(NpgsqlConnection connection, string schema)
{
    private readonly Dictionary<string, long> _kept = new(StringComparer.Ordinal);

    /// <summary>Keeps some of a model's.</summary>
    public async Task KeepAsync(string model, List<Closing> closings, CancellationToken ct)
    {
        if (closings.Count == 0) return;
        if (_kept.Count == 0)
            await ReadModelSchema.RunAsync(connection, "create temp table closings (model text, id text collate \"C\", day date, until bigint) on commit drop", ct);
        await using var copy = await connection.BeginBinaryImportAsync("copy pg_temp.closings from stdin (format binary)", ct);
        foreach (var closing in closings)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(model, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(closing.Id, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(closing.From, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(closing.Until, NpgsqlDbType.Bigint, ct);
        }

        await copy.CompleteAsync(ct);
        _kept[model] = _kept.GetValueOrDefault(model) + closings.Count;
    }

    /// <summary>Writes a model's, now that its rows have their keys.</summary>
    public async Task ApplyAsync(string model, CancellationToken ct)
    {
        if (!_kept.TryGetValue(model, out var kept)) return;
        await ReadModelSchema.RunAsync(connection, "create index if not exists closings_of on pg_temp.closings (model, id, day, until); analyze pg_temp.closings", ct);
        await using var command = connection.CreateCommand();
        // Rows of one day follow each other: each is ended by the first end after its beginning.
        command.CommandText = $"""
            update {schema}.{ModelTables.RowTable(model)} r set known_until = c.until from pg_temp.closings c
            where c.model = $1 and r.id = c.id and r.effective_from = c.day and r.known_until = {ModelRow.Forever} and r.known_from < c.until
            and not exists (
                select from pg_temp.closings d where d.model = $1 and d.id = c.id and d.day = c.day and d.until > r.known_from and d.until < c.until)
            """;
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = model });
        ModelWriter.Require(model, kept, await command.ExecuteNonQueryAsync(ct));
    }
}
