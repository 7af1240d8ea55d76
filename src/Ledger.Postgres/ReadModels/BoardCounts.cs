using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>Reads how a plan's projects move between the stages, over all time, as known at a position.</summary>
internal static class BoardCounts
{
    /// <summary>The changes in order of their days. Summed up to a day they are the counts on that day.</summary>
    public static async Task<IReadOnlyList<StageChange>> ReadAsync(NpgsqlDataSource source, AsKnown at, string plan, CancellationToken ct)
    {
        // Many stretches share both ends, so they are counted before their ends are looked at one by one. Where one stretch follows
        // another of the same stage, its begin and the other's end cancel each other.
        await using var command = source.CreateCommand($"""
            select d.day, s.stage, sum(d.change * s.number)::bigint
            from (
                select r.effective_from, r.effective_until, r.stage, count(*) as number
                from {ReadModelSchema.Live}.projects t
                join {ReadModelSchema.Live}.{ModelTables.RowTable(ModelTables.Of(ProjectModel.TableName, at.Basis))} r on r.id = t.id
                where t.plan = $1 and r.live and r.known_from <= $2 and r.known_until > $2
                group by r.effective_from, r.effective_until, r.stage) s
            cross join lateral (values (s.effective_from, 1), (s.effective_until, -1)) d(day, change)
            where d.day < 'infinity' group by d.day, s.stage having sum(d.change * s.number) <> 0 order by d.day
            """);
        command.Parameters.Add(new() { Value = plan });
        command.Parameters.Add(new() { Value = at.Position });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var changes = new List<StageChange>();
        while (await reader.ReadAsync(ct))
        {
            if (!Code<Stage>.TryParse(reader.GetString(1), out var stage)) throw new InvalidOperationException($"'{reader.GetString(1)}' is no stage.");
            changes.Add(new StageChange(reader.GetFieldValue<DateOnly>(0), stage, reader.GetInt64(2)));
        }

        return changes;
    }
}
