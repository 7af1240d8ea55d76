using Ledger.Domain.Entries;
using Ledger.Domain.Projects;

namespace Ledger.Postgres.ReadModels;

/// <summary>Reads how a plan's projects move between the stages, over all time, as known at a position.</summary>
internal static class BoardCounts
{
    /// <summary>The changes in order of their days and stages' codes. Summed up to a day they are the counts on that day.</summary>
    public static async Task<IReadOnlyList<StageChange>> ReadAsync(Tallies tallies, AsKnown at, string plan, CancellationToken ct)
    {
        var tally = await tallies.OfAsync([(ReadModelCatalog.NameOf(ProjectModel.TableName, at.Basis), plan)], at.Position, ct);
        return [.. tally[0].Changes.Select(change => new StageChange(change.Day, StageOf(change.Code), change.Change))];
    }

    private static Stage StageOf(string code) =>
        Code<Stage>.TryParse(code, out var stage) ? stage : throw new InvalidOperationException($"'{code}' is no stage.");
}
