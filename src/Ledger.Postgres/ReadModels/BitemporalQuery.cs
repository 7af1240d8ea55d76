using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>What tallies can tell the total of a list from.</summary>
/// <param name="Plans">Codes of the plans.</param>
/// <param name="Code">The code by which the model counts; null for all.</param>
internal sealed record Counted(IReadOnlyList<string> Plans, string? Code);

/// <summary>Reads lists and single things of one model at any two times.</summary>
internal static class BitemporalQuery
{
    /// <summary>A page of a list, in the order in which the ledger came to know the things.</summary>
    /// <param name="database">The database.</param>
    /// <param name="model">The things.</param>
    /// <param name="at">The two times, and whose word counts.</param>
    /// <param name="conditions">SQL conditions on <c>t</c> and <c>r</c>; their parameters are numbered from $5.</param>
    /// <param name="values">The parameters.</param>
    /// <param name="after">Ordinal after which the page begins; 0 for the first.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="counted">What the tallies know the total of, where they know it; otherwise it is counted once and remembered.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Page<TState>> PageAsync<TState>(
        LedgerDatabase database, string model, AsKnown at, IReadOnlyList<string> conditions, IReadOnlyList<NpgsqlParameter> values,
        long after, int limit, Counted? counted, CancellationToken ct)
    {
        var key = (await database.Memory.Generation.CurrentAsync(ct), at, Question(model, conditions, values));
        var total = counted is { } known ? await TotalAsync(database, model, at, known, ct) : database.Memory.Totals.Find(key);
        var where = string.Concat(conditions.Select(condition => " and " + condition));
        await using var batch = database.App.CreateBatch();
        batch.BatchCommands.Add(Command($"""
            select {RowReader.Columns} from {RowReader.From(model, at)}
            where t.ordinal > $3 and r.live{where} order by t.ordinal limit $4
            """, at, after, limit + 1, values));
        // The same parameters as above, so that the filters keep their numbers; $3 and $4 restrict nothing here.
        if (total is null)
            batch.BatchCommands.Add(Command($"""
                select count(*) from {RowReader.From(model, at)}
                where r.live and $3 >= 0 and $4 >= 0{where}
                """, at, 0, 0, values));

        await using var reader = await batch.ExecuteReaderAsync(ct);
        var (rows, more) = await RowsAsync<TState>(reader, limit, ct);
        if (total is null)
        {
            await reader.NextResultAsync(ct);
            await reader.ReadAsync(ct);
            total = reader.GetInt64(0);
            database.Memory.Totals.Keep(key, total, 1);
        }

        return new Page<TState>(total.Value, rows, more);
    }

    /// <summary>One thing, retired ones too; <see langword="null"/> where nothing is known of it at these times.</summary>
    public static async Task<Row<TState>?> OneAsync<TState>(NpgsqlDataSource source, string model, AsKnown at, string id, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"""
            select {RowReader.Columns}, {RowReader.Until(ReadModelCatalog.NameOf(model, at.Basis))} from {RowReader.From(model, at)} where t.id = $3
            """);
        AddTimes(command.Parameters, at);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        return RowReader.Read<TState>(reader) with { EffectiveUntil = await reader.IsDBNullAsync(9, ct) ? null : reader.GetFieldValue<DateOnly>(9) };
    }

    /// <summary>Whether the ledger knows the thing at any time at all.</summary>
    public static async Task<bool> KnownAsync(NpgsqlDataSource source, string model, string id, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select exists (select from {ReadModelSchema.Live}.{model} where id = $1)");
        command.Parameters.Add(new() { Value = id });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>A condition and its parameter where a filter is set, nothing where it is not.</summary>
    public static void Where(List<string> conditions, List<NpgsqlParameter> values, string condition, NpgsqlDbType type, object? value)
    {
        if (value is null) return;
        values.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        conditions.Add(condition.Replace("$n", $"${values.Count + 4}", StringComparison.Ordinal));
    }

    private static async Task<long?> TotalAsync(LedgerDatabase database, string model, AsKnown at, Counted counted, CancellationToken ct)
    {
        var tallies = await database.Memory.Tallies.OfAsync(
            [.. counted.Plans.Distinct().Select(plan => (ReadModelCatalog.NameOf(model, at.Basis), plan))], at.Position, ct);
        return tallies.Sum(tally => tally.Total(at.AsOf, counted.Code));
    }

    private static string Question(string model, IReadOnlyList<string> conditions, IReadOnlyList<NpgsqlParameter> values) => string.Join(
        '\n', conditions.Prepend(model).Concat(values.Select(value => value.Value is string[] texts ? string.Join('\t', texts) : value.Value?.ToString() ?? "")));

    private static async Task<(IReadOnlyList<Row<TState>> Rows, bool More)> RowsAsync<TState>(NpgsqlDataReader reader, int limit, CancellationToken ct)
    {
        var rows = new List<Row<TState>>(Math.Min(limit, 500));
        var more = false;
        while (await reader.ReadAsync(ct))
        {
            if (rows.Count == limit) more = true;
            else rows.Add(RowReader.Read<TState>(reader));
        }

        return (rows, more);
    }

    private static NpgsqlBatchCommand Command(string sql, AsKnown at, long after, int limit, IReadOnlyList<NpgsqlParameter> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        AddTimes(command.Parameters, at);
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = limit });
        foreach (var value in values) command.Parameters.Add(value.Clone());
        return command;
    }

    private static void AddTimes(NpgsqlParameterCollection parameters, AsKnown at)
    {
        parameters.Add(new() { Value = at.AsOf });
        parameters.Add(new() { Value = at.Position });
    }
}
