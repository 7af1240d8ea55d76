using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;

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
    public static async Task<bool> FitAsync(NpgsqlConnection connection, string schema, IReadModel model, CancellationToken ct)
    {
        var (said, counted) = (new RowDigest(), new RowDigest());
        await foreach (var move in SaidAsync(connection, schema, model.Name, ct)) Add(said, move);
        await foreach (var move in CountedAsync(connection, schema, model, ct)) Add(counted, move);
        return said.Value.AsSpan().SequenceEqual(counted.Value);
    }

    private static void Add(RowDigest digest, Move move) => digest.Add(JsonSerializer.SerializeToUtf8Bytes(move));

    private static async IAsyncEnumerable<Move> SaidAsync(NpgsqlConnection connection, string schema, string model, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select plan, position, day, code, change from {schema}.{Table} where model = $1";
        command.Parameters.Add(new() { Value = model });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return new Move(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<DateOnly>(2), reader.GetString(3), reader.GetInt32(4));
    }

    // A position belongs to one entry, and so to one thing: what cancels does so among the rows of one thing.
    private static async IAsyncEnumerable<Move> CountedAsync(NpgsqlConnection connection, string schema, IReadModel model, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            select t.plan, r.id, r.effective_from, r.known_from, r.known_until, r.live, coalesce(r.{model.Columns.Single(column => column.Counted).Name}, '')
            from {schema}.{model.Things} t join {schema}.{ModelTables.RowTable(model.Name)} r on r.id = t.id order by r.id
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (id, plan) = ("", "");
        var (rows, codes) = (new List<Believed>(), new List<string?>());
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetString(1) != id)
            {
                foreach (var move in Of(plan, rows, codes)) yield return move;
                (id, plan) = (reader.GetString(1), reader.GetString(0));
                rows.Clear();
                codes.Clear();
            }

            rows.Add(new Believed(reader.GetFieldValue<DateOnly>(2), reader.GetInt64(3), reader.GetInt64(4)));
            codes.Add(reader.GetBoolean(5) ? reader.GetString(6) : null);
        }

        foreach (var move in Of(plan, rows, codes)) yield return move;
    }

    private static IEnumerable<Move> Of(string plan, List<Believed> rows, List<string?> codes)
    {
        var sums = new Dictionary<(long Position, DateOnly Day, string Code), int>();
        foreach (var tile in Tiling.Of(rows))
        {
            if (codes[tile.Row] is not { } code) continue;
            Add(tile.KnownFrom, tile, code, 1);
            if (tile.KnownUntil != ModelRow.Forever) Add(tile.KnownUntil, tile, code, -1);
        }

        return from sum in sums where sum.Value != 0 select new Move(plan, sum.Key.Position, sum.Key.Day, sum.Key.Code, sum.Value);

        void Add(long position, Tile tile, string code, int change)
        {
            sums[(position, rows[tile.Row].From, code)] = sums.GetValueOrDefault((position, rows[tile.Row].From, code)) + change;
            if (tile.Until is { } until) sums[(position, until, code)] = sums.GetValueOrDefault((position, until, code)) - change;
        }
    }
}
