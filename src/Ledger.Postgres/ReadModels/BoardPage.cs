using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.ReadModels;

/// <summary>Finds the projects on one page of a board.</summary>
internal static class BoardPage
{
    private static readonly string[] Ladder = [.. Code<Stage>.All];

    /// <summary>Ids in order, and how many there are on all pages; no number where nothing restricts them, for then it need not be counted.</summary>
    public static async Task<(IReadOnlyList<string> Ids, long? Total)> ReadAsync(LedgerDatabase database, AsKnown at, BoardQuestion question, CancellationToken ct)
    {
        // As the document lists them, the first page takes no more than its own rows.
        if (question is { Restricted: false, Order: BoardOrder.Number, Page: 1 }) return (await IdsAsync(database, at, question, question.Size, ct), null);
        // Which projects are known, and their order in the document, are the same on every day.
        if (question is { Restricted: false, Order: BoardOrder.Number }) at = at with { AsOf = DateOnly.MaxValue };
        var all = await AllAsync(database, at, question with { Page = 1 }, ct);
        return ([.. all.Skip((int)Math.Min((question.Page - 1L) * question.Size, all.Count)).Take(question.Size)], question.Restricted ? all.Count : null);
    }

    // Which ones fit, and their order, takes one stretch of every project to find out: one finds it out for all pages.
    private static async Task<IReadOnlyList<string>> AllAsync(LedgerDatabase database, AsKnown at, BoardQuestion question, CancellationToken ct)
    {
        var key = (await database.Memory.Generation.CurrentAsync(ct), at, question);
        if (database.Memory.Boards.Find(key) is { } remembered) return remembered;
        var all = await IdsAsync(database, at, question, int.MaxValue, ct);
        database.Memory.Boards.Keep(key, all, all.Count + 8);
        return all;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(LedgerDatabase database, AsKnown at, BoardQuestion question, int limit, CancellationToken ct)
    {
        List<string> conditions = [];
        List<NpgsqlParameter> values = [];
        Restrict(conditions, values, question.Filter);
        var where = string.Concat(conditions.Select(condition => " and " + condition));
        await using var command = database.App.CreateCommand($"""
            select t.id from {ReadModelSchema.Live}.projects t left join lateral ({OneRow(at)}) r on true
            where t.plan = $3 and $4::text[] is not null{(question.Unknown ? "" : " and r.id is not null")}{where}
            order by {OrderBy(question.Order)} limit {limit}
            """);
        command.Parameters.Add(new() { Value = at.AsOf });
        command.Parameters.Add(new() { Value = at.Position });
        command.Parameters.Add(new() { Value = question.Plan });
        command.Parameters.Add(new() { Value = Ladder });
        foreach (var value in values) command.Parameters.Add(value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<string>();
        while (await reader.ReadAsync(ct)) ids.Add(reader.GetString(0));
        return ids;
    }

    // The stretch of the day; before a project's first day the first one, so that its row has a name to show. The second
    // branch excludes the first one itself: which of them runs first decides the cost, never the answer.
    private static string OneRow(AsKnown at)
    {
        var rows = $"{ReadModelSchema.Live}.{ModelTables.RowTable(ModelTables.Of(ProjectModel.TableName, at.Basis))}";
        const string Known = "r.id = t.id and r.live and r.known_from <= $2 and r.known_until > $2";
        return $"""
            (select r.* from {rows} r where {Known} and r.effective_from <= $1 order by r.effective_from desc limit 1)
            union all
            (select r.* from {rows} r where {Known} and r.effective_from > $1
                and not exists (select from {rows} r where {Known} and r.effective_from <= $1) order by r.effective_from limit 1)
            limit 1
            """;
    }

    private static void Restrict(List<string> conditions, List<NpgsqlParameter> values, ProjectFilter filter)
    {
        BitemporalQuery.Where(conditions, values, "r.category = $n", NpgsqlDbType.Text, filter.Category is { } category ? Code<Category>.Of(category) : null);
        BitemporalQuery.Where(conditions, values, "r.nature = $n", NpgsqlDbType.Text, filter.Nature is { } nature ? Code<Nature>.Of(nature) : null);
        BitemporalQuery.Where(conditions, values, "r.stage = $n and r.effective_from <= $1", NpgsqlDbType.Text, filter.Stage is { } stage ? Code<Stage>.Of(stage) : null);
        BitemporalQuery.Where(conditions, values, "(r.committed is true) = $n", NpgsqlDbType.Boolean, filter.Committed);
        BitemporalQuery.Where(conditions, values, "position($n in r.search) > 0", NpgsqlDbType.Text, filter.Text?.ToLowerInvariant());
    }

    // A thing's own order comes last, so that pages never overlap.
    private static string OrderBy(BoardOrder order) => order switch
    {
        BoardOrder.Number => "t.ordinal",
        BoardOrder.Name => "r.state::json->>'name' collate \"zh-x-icu\" nulls last, t.ordinal",
        BoardOrder.Stage => "case when r.effective_from <= $1 then array_position($4, r.stage) end nulls last, t.ordinal",
        BoardOrder.Start => "r.state::json->'schedule'->>'start' collate \"C\" nulls last, t.ordinal",
        BoardOrder.End => "r.state::json->'schedule'->>'end' collate \"C\" nulls last, t.ordinal",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
    };
}
