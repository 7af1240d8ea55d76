using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Compare;
using Ledger.Server.Web;

namespace Ledger.Server.History;

/// <summary>What the ledger said of a day when that day ended: whether today's answer was believed at the time.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Position">The last entry about the thing that was recorded by then; 0 where there was none.</param>
/// <param name="Row">What it said; null where it knew nothing of the thing.</param>
/// <param name="Fields">What it said otherwise than the page does.</param>
internal sealed record Belief<TState>(long Position, Row<TState>? Row, IReadOnlyList<ChangedField> Fields)
{
    /// <summary>Finds it; null where the page itself is no later than that.</summary>
    /// <param name="history">What was recorded and believed.</param>
    /// <param name="times">The times of the page.</param>
    /// <remarks>What is simulated counts as recorded when it says so: else a course of years would have been recorded in a minute.</remarks>
    public static Belief<TState>? Of(ThingHistory<TState> history, Times times)
    {
        var then = history.Stored.Where(entry => DayOf(EntryHeaders.Of(entry).SimulatedAt ?? entry.RecordedAt) <= times.AsOf).Select(entry => entry.Position).LastOrDefault();
        if (then >= times.Position || history.Stored.All(entry => entry.Position <= then || entry.Position > times.Position)) return null;
        return new Belief<TState>(then, history.At(times.AsOf, then), history.Differing((times.AsOf, then), (times.AsOf, times.Position)));
    }

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime);
}
