using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Board;

/// <summary>What the board of a plan shows.</summary>
/// <param name="Plan">The plan; before its publication, as it will be published.</param>
/// <param name="Published">Whether it is published on the day.</param>
/// <param name="Question">Which projects were asked for.</param>
/// <param name="Projects">Those on the page, in order; those of which nothing is known yet too, where the page holds all.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Changes">How all projects of the plan move between the stages.</param>
/// <param name="Stops">When the picture on the page changed.</param>
/// <param name="Scale">The scale of days.</param>
internal sealed record BoardModel(
    PlanDocument Plan, bool Published, BoardQuestion Question, IReadOnlyList<BoardProject> Projects, long Total,
    IReadOnlyList<StageChange> Changes, IReadOnlyList<BoardStop> Stops, BoardScale Scale)
{
    /// <summary>All projects of the plan, as known.</summary>
    public long All => Changes.Sum(change => change.Change);

    /// <summary>How many pages there are.</summary>
    public long Pages => (Total + Question.Size - 1) / Question.Size;

    /// <summary>Projects by stage on a day, every stage, in the order of the ladder.</summary>
    public IReadOnlyDictionary<Stage, long> On(DateOnly day)
    {
        var counts = new OrderedDictionary<Stage, long>();
        foreach (var stage in Enum.GetValues<Stage>()) counts.Add(stage, 0);
        foreach (var change in Changes.Where(change => change.Day <= day)) counts[change.Stage] += change.Change;
        return counts;
    }
}
