using Ledger.Domain.Entries;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Board;

/// <summary>A knowledge time at which the picture changed: one entry, or all of one import.</summary>
/// <param name="Last">The entry, the last one of an import.</param>
/// <param name="Count">How many entries.</param>
internal sealed record BoardStop(BoardStep Last, int Count)
{
    /// <summary>An import records at once what a document says: that is one step of knowledge, however many entries it takes.</summary>
    private static readonly TimeSpan OneImport = TimeSpan.FromMinutes(1);

    /// <summary>Whether an import made it.</summary>
    public bool Import => Last.Actor == Review.ImportActor;

    /// <summary>The stops of some entries, in order.</summary>
    public static IReadOnlyList<BoardStop> Of(IReadOnlyList<BoardStep> steps)
    {
        var stops = new List<BoardStop>();
        foreach (var step in steps)
        {
            if (stops.Count > 0 && stops[^1] is { Import: true } stop && step.Actor == stop.Last.Actor && step.RecordedAt - stop.Last.RecordedAt < OneImport)
                stops[^1] = new BoardStop(step, stop.Count + 1);
            else
                stops.Add(new BoardStop(step, 1));
        }

        return stops;
    }
}
