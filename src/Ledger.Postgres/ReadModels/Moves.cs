using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>By how much the number of a plan's things under a code changes from a day on, as known from a position on.</summary>
/// <param name="Plan">Code of the plan.</param>
/// <param name="Position">The position.</param>
/// <param name="Day">The day.</param>
/// <param name="Code">The value by which the model counts, empty where a thing has none.</param>
/// <param name="Change">More or fewer, never 0.</param>
internal readonly record struct Move(string Plan, long Position, DateOnly Day, string Code, int Change);

/// <summary>The statements on the table of moves.</summary>
internal static class Moves
{
    public const string Table = "moves";

    /// <summary>Adds the moves of a batch, in the transaction that writes its rows.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, string schema, string model, IEnumerable<Move> moves, CancellationToken ct)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy {schema}.{Table} (model, plan, position, day, code, change) from stdin (format binary)", ct);
        foreach (var move in moves)
        {
            await writer.StartRowAsync(ct);
            await writer.WriteAsync(model, NpgsqlDbType.Text, ct);
            await writer.WriteAsync(move.Plan, NpgsqlDbType.Text, ct);
            await writer.WriteAsync(move.Position, NpgsqlDbType.Bigint, ct);
            await writer.WriteAsync(move.Day, NpgsqlDbType.Date, ct);
            await writer.WriteAsync(move.Code, NpgsqlDbType.Text, ct);
            await writer.WriteAsync(move.Change, NpgsqlDbType.Integer, ct);
        }

        await writer.CompleteAsync(ct);
    }

    /// <summary>The sums by day and code of the moves after one position up to another, of many plans in one question.</summary>
    /// <returns>For each question its sums, in order of day and code, without those that are 0.</returns>
    public static async Task<IReadOnlyList<List<TallyChange>>> SumAsync(
        NpgsqlDataSource source, IReadOnlyList<(string Model, string Plan, long After, long UpTo)> questions, CancellationToken ct)
    {
        // Lateral, so that each plan is one range of the index, however many moves others have.
        await using var command = source.CreateCommand($"""
            select w.n, s.day, s.code, s.change from unnest($1, $2, $3, $4) with ordinality as w(model, plan, low, high, n)
            cross join lateral (
                select m.day, m.code, sum(m.change)::bigint as change from {ReadModelSchema.Live}.{Table} m
                where m.model = w.model and m.plan = w.plan and m.position > w.low and m.position <= w.high
                group by m.day, m.code having sum(m.change) <> 0) s
            order by w.n, s.day, s.code
            """);
        command.Parameters.Add(new() { Value = questions.Select(question => question.Model).ToArray() });
        command.Parameters.Add(new() { Value = questions.Select(question => question.Plan).ToArray() });
        command.Parameters.Add(new() { Value = questions.Select(question => question.After).ToArray() });
        command.Parameters.Add(new() { Value = questions.Select(question => question.UpTo).ToArray() });
        var sums = questions.Select(_ => new List<TallyChange>()).ToList();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            sums[(int)reader.GetInt64(0) - 1].Add(new TallyChange(reader.GetFieldValue<DateOnly>(1), reader.GetString(2), reader.GetInt64(3)));
        return sums;
    }

    /// <summary>Whether the table says of a model what its rows say.</summary>
    public static async Task<bool> FitAsync(NpgsqlConnection connection, string schema, string model, string things, string counted, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            with said as (select plan, position, day, code, change::bigint from {schema}.{Table} where model = $1),
            counted as (
                select t.plan, d.position, d.day, coalesce(r.{counted}, '') as code, sum(d.change)::bigint as change
                from {schema}.{things} t join {schema}.{ModelTables.RowTable(model)} r on r.id = t.id
                cross join lateral (values (r.known_from, r.effective_from, 1), (r.known_from, r.effective_until, -1),
                    (r.known_until, r.effective_from, -1), (r.known_until, r.effective_until, 1)) d(position, day, change)
                where r.live and d.position < {ModelRow.Forever} and d.day < 'infinity'
                group by 1, 2, 3, 4 having sum(d.change) <> 0)
            select not exists (table said except table counted) and not exists (table counted except table said)
            """;
        command.Parameters.Add(new() { Value = model });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
