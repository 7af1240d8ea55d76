using Ledger.Domain.Time;
using Npgsql;

namespace Ledger.Postgres.ReadModels;

/// <summary>One stretch of a project: from which day, and between which positions it is believed.</summary>
/// <param name="From">First day on which it holds.</param>
/// <param name="KnownFrom">Position from which it is believed.</param>
/// <param name="KnownUntil">Position from which it is believed no more.</param>
/// <param name="Live">Whether the project is listed then.</param>
/// <param name="MadeBy">Position of the last entry folded into it.</param>
/// <param name="Version">That entry's version in its stream.</param>
/// <param name="RecordedAt">That entry's recorded time.</param>
/// <param name="State">The state as UTF-8 JSON, as the domain wrote it.</param>
public sealed record ProjectStretch(
    DateOnly From, long KnownFrom, long KnownUntil, bool Live, long MadeBy, long Version, DateTimeOffset RecordedAt, byte[] State);

/// <summary>A project with all that was ever believed of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Ordinal">Position of its first entry.</param>
/// <param name="Stretches">In no order.</param>
public sealed record ProjectStretches(string Id, long Ordinal, IReadOnlyList<ProjectStretch> Stretches);

/// <summary>Neighbouring projects of a plan, whole.</summary>
/// <param name="Reached">Up to this position the block tells everything; what is known at a position never changes.</param>
/// <param name="Projects">In order.</param>
/// <param name="Last">Whether none followed at that position.</param>
public sealed record ProjectBlock(long Reached, IReadOnlyList<ProjectStretches> Projects, bool Last);

/// <summary>Reads neighbouring projects of a plan with all their rows, for whoever answers many questions about them at any two times.</summary>
/// <param name="database">The database.</param>
public sealed class ProjectBlocks(LedgerDatabase database)
{
    /// <summary>Reads a block.</summary>
    /// <param name="plan">Code of the plan.</param>
    /// <param name="basis">Whose word counts.</param>
    /// <param name="after">Ordinal after which it begins; 0 for the first.</param>
    /// <param name="count">Projects at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ProjectBlock> ReadAsync(string plan, Basis basis, long after, int count, CancellationToken ct)
    {
        var model = ReadModelCatalog.NameOf(ProjectModel.TableName, basis);
        // One statement, and therefore the rows are those of the checkpoint.
        await using var command = database.App.CreateCommand($"""
            select m.position, t.id, t.ordinal, r.effective_from, r.known_from, r.known_until, r.live, r.made_by, r.version, r.recorded_at, r.state
            from (select coalesce(min(position), 0) as position from {ReadModelSchema.Live}.models where name = $1) m
            left join lateral (select id, ordinal from {ReadModelSchema.Live}.{ProjectModel.TableName} where plan = $2 and ordinal > $3 order by ordinal limit $4) t on true
            left join lateral (select * from {ReadModelSchema.Live}.{ModelTables.RowTable(model)} where id = t.id) r on true
            order by t.ordinal
            """);
        command.Parameters.Add(new() { Value = model });
        command.Parameters.Add(new() { Value = plan });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = count });
        await using var row = await command.ExecuteReaderAsync(ct);
        var (reached, projects, stretches) = (0L, new List<ProjectStretches>(), new List<ProjectStretch>());
        while (await row.ReadAsync(ct))
        {
            reached = row.GetInt64(0);
            if (row.IsDBNull(1)) break;
            if (projects.Count == 0 || projects[^1].Id != row.GetString(1)) projects.Add(new ProjectStretches(row.GetString(1), row.GetInt64(2), stretches = []));
            if (row.IsDBNull(3)) continue;
            stretches.Add(new ProjectStretch(
                row.GetFieldValue<DateOnly>(3), row.GetInt64(4), row.GetInt64(5), row.GetBoolean(6), row.GetInt64(7), row.GetInt64(8),
                row.GetFieldValue<DateTimeOffset>(9), row.GetFieldValue<byte[]>(10)));
        }

        return new ProjectBlock(reached, projects, projects.Count < count);
    }
}
