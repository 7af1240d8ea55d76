using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;

namespace Ledger.Server.Board;

/// <summary>A stretch of a bar: what was the case, and whether its begin was told or only seen as given.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">First day after it.</param>
/// <param name="Stage">项目进展.</param>
/// <param name="Observed">Whether a document only saw it.</param>
internal sealed record BoardBar(DateOnly From, DateOnly Until, Stage Stage, bool Observed);

/// <summary>One row of a board.</summary>
/// <param name="id">Id of the project.</param>
/// <param name="stretches">Everything ever believed of it, at least one stretch.</param>
/// <param name="times">The two times.</param>
/// <param name="today">Today: what still is the case is drawn until then, for nobody knows how it goes on.</param>
internal sealed class BoardProject(string id, IReadOnlyList<BoardStretch> stretches, Times times, DateOnly today)
{
    /// <summary>Id of the project.</summary>
    public string Id => id;

    /// <summary>Everything ever believed of it.</summary>
    public IReadOnlyList<BoardStretch> Stretches => stretches;

    /// <summary>Its state at the two times; null if it is not planned by then.</summary>
    public Project.Known? Now { get; } = stretches.FirstOrDefault(stretch => stretch.Believed(times.Position)
        && stretch.Row.EffectiveFrom <= times.AsOf && (stretch.Row.EffectiveUntil is not { } until || times.AsOf < until))?.Row.State;

    /// <summary>Whether anything is known of it at the knowledge time.</summary>
    public bool Known { get; } = stretches.Any(stretch => stretch.Believed(times.Position));

    /// <summary>What its row shows: the state now, else the first one known, else the first one of all.</summary>
    public Project.Known Shown => Now ?? (stretches.FirstOrDefault(stretch => stretch.Believed(times.Position)) ?? stretches[0]).Row.State;

    /// <summary>What happened as known then, one bar for each stage in turn.</summary>
    public IReadOnlyList<BoardBar> Bars { get; } = BarsOf(stretches.Where(stretch => stretch.Believed(times.Position)), today);

    /// <summary>The days that its row is to show.</summary>
    public IEnumerable<DateOnly> Days => stretches.SelectMany(stretch => new[]
    {
        stretch.Row.EffectiveFrom, stretch.Row.State.Schedule.Start?.FirstDay ?? stretch.Row.EffectiveFrom, stretch.Row.State.Schedule.End?.LastDay ?? stretch.Row.EffectiveFrom,
    });

    /// <summary>建设年限 as written, or as understood where nothing was written.</summary>
    public static string ScheduleOf(Project.Known project) => project.Schedule switch
    {
        { AsWritten: { } written } => written,
        { Start: { } start, End: { } end } => $"{start}—{end}",
        var schedule => (schedule.Start ?? schedule.End)?.ToString() ?? "",
    };

    /// <summary>The first and the last day of the planned time; what has only one end is drawn as that period.</summary>
    public static (DateOnly First, DateOnly Last)? WindowOf(Project.Known project) =>
        (project.Schedule.Start ?? project.Schedule.End, project.Schedule.End ?? project.Schedule.Start) is ({ } start, { } end) ? (start.FirstDay, end.LastDay) : null;

    /// <summary>Whether the stage was only seen as reached, not told.</summary>
    public static bool Observed(Project.Known project) =>
        project.Standing == Standing.Active && project.Steps.FirstOrDefault(step => step.Stage == project.Reached) is { Observed: true };

    private static List<BoardBar> BarsOf(IEnumerable<BoardStretch> believed, DateOnly today)
    {
        var bars = new List<BoardBar>();
        foreach (var row in believed.Select(stretch => stretch.Row))
        {
            var until = row.EffectiveUntil ?? (today > row.EffectiveFrom ? today : row.EffectiveFrom).AddDays(1);
            var next = new BoardBar(row.EffectiveFrom, until, row.State.Stage, Observed(row.State));
            if (bars.Count > 0 && bars[^1] is var last && (last.Stage, last.Observed) == (next.Stage, next.Observed)) bars[^1] = last with { Until = until };
            else bars.Add(next);
        }

        return bars;
    }
}
