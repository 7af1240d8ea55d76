using Ledger.Domain.Time;

namespace Ledger.Postgres.ReadModels;

/// <summary>How much there is of a plan at two times.</summary>
/// <param name="ProjectsByStage">Projects by the code of their stage; a stage without projects is absent.</param>
/// <param name="IndicatorsByAttainment">Indicators that are measured, by the code of how they stand to their targets; one without indicators is absent.</param>
/// <param name="Findings">Findings that stand.</param>
public sealed record PlanCounts(IReadOnlyDictionary<string, long> ProjectsByStage, IReadOnlyDictionary<string, long> IndicatorsByAttainment, long Findings)
{
    /// <summary>Nothing at all.</summary>
    public static PlanCounts None { get; } = new(new Dictionary<string, long>(), new Dictionary<string, long>(), 0);
}

/// <summary>Counts what plans have, many plans in one query.</summary>
/// <param name="database">The database.</param>
public sealed class LedgerCounts(LedgerDatabase database)
{
    private static string Sql(Basis basis) => $"""
        select t.plan, 'project', r.stage, count(*) from {ReadModelSchema.Live}.projects t {RowReader.Lateral(ReadModelCatalog.NameOf(ProjectModel.TableName, basis))}
        where r.live and t.plan = any($3) group by t.plan, r.stage
        union all
        select t.plan, 'indicator', r.attainment, count(*) from {ReadModelSchema.Live}.indicators t {RowReader.Lateral(ReadModelCatalog.NameOf(IndicatorModel.TableName, basis))}
        where r.live and t.plan = any($3) group by t.plan, r.attainment
        union all
        select t.plan, 'finding', null, count(*) from {ReadModelSchema.Live}.findings t {RowReader.Lateral(FindingModel.TableName)}
        where r.live and t.plan = any($3) group by t.plan
        """;

    /// <summary>Counts for some plans.</summary>
    /// <param name="at">The two times, and whose word counts of projects and indicators.</param>
    /// <param name="plans">Codes of the plans.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>By code of the plan; a plan that has nothing is absent.</returns>
    public async Task<IReadOnlyDictionary<string, PlanCounts>> OfAsync(AsKnown at, IReadOnlyCollection<string> plans, CancellationToken ct = default)
    {
        await using var command = database.App.CreateCommand(Sql(at.Basis));
        command.Parameters.Add(new() { Value = at.AsOf });
        command.Parameters.Add(new() { Value = at.Position });
        command.Parameters.Add(new() { Value = plans.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<(string Plan, string Kind, string Code, long Count)>();
        while (await reader.ReadAsync(ct)) rows.Add((reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? "" : reader.GetString(2), reader.GetInt64(3)));
        return rows.GroupBy(row => row.Plan).ToDictionary(group => group.Key, group => new PlanCounts(
            group.Where(row => row.Kind == "project").ToDictionary(row => row.Code, row => row.Count),
            group.Where(row => row.Kind == "indicator").ToDictionary(row => row.Code, row => row.Count),
            group.Where(row => row.Kind == "finding").Sum(row => row.Count)));
    }
}
