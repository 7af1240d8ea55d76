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

/// <summary>Counts what plans have, many plans at once.</summary>
/// <param name="database">The database.</param>
public sealed class LedgerCounts(LedgerDatabase database)
{
    /// <summary>Counts for some plans.</summary>
    /// <param name="at">The two times, and whose word counts of projects and indicators.</param>
    /// <param name="plans">Codes of the plans.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>By code of the plan; a plan that has nothing is absent.</returns>
    public async Task<IReadOnlyDictionary<string, PlanCounts>> OfAsync(AsKnown at, IReadOnlyCollection<string> plans, CancellationToken ct = default)
    {
        string[] models = [ReadModelCatalog.NameOf(ProjectModel.TableName, at.Basis), ReadModelCatalog.NameOf(IndicatorModel.TableName, at.Basis), FindingModel.TableName];
        var tallies = await database.Memory.Tallies.OfAsync([.. from plan in plans from model in models select (model, plan)], at.Position, ct);
        return plans.Zip(tallies.Chunk(models.Length))
            .Select(pair => (Plan: pair.First, Counts: new PlanCounts(pair.Second[0].On(at.AsOf), pair.Second[1].On(at.AsOf), pair.Second[2].Total(at.AsOf, null))))
            .Where(pair => pair.Counts.ProjectsByStage.Count + pair.Counts.IndicatorsByAttainment.Count + pair.Counts.Findings > 0)
            .ToDictionary(pair => pair.Plan, pair => pair.Counts);
    }
}
