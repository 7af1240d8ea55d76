using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;

namespace Ledger.Server.Import;

/// <summary>Marks what an import records after a period of its plan was closed or evaluated.</summary>
/// <remarks>
/// A published document needs no reason to say what it says, so nothing of it is refused; but a revision that changes a closed
/// period is late like any other entry. Every import writes to the plan's own stream at the version that it read, so no
/// closing comes in between.
/// </remarks>
internal static class ImportHeaders
{
    /// <summary>The headers of the entries of one stream, in their order; null for those that have nothing to say.</summary>
    /// <param name="addition">The entries.</param>
    /// <param name="present">The plan's streams in the ledger.</param>
    /// <param name="planStream">The plan's own stream.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>?> Of(StreamAddition addition, IReadOnlyDictionary<string, IReadOnlyList<Recorded>> present, string planStream)
    {
        var plan = present.GetValueOrDefault(planStream, []);
        var closings = Closing.Of(plan);
        var stream = present.GetValueOrDefault(addition.Stream, []).ToList();
        var headers = new List<ReadOnlyMemory<byte>?>();
        foreach (var @event in addition.Entries)
        {
            var counts = StreamName.TypeOf(addition.Stream) is "project" or "indicator";
            var (late, evaluated) = counts ? (Lateness.Of(closings, stream, @event)?.Position, Evaluated.Of(plan, stream, @event)) : (null, null);
            headers.Add(late is null && evaluated is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(new EntryHeaders(null, late, evaluated).Write()));
            stream.Add(new Recorded((stream.Count == 0 ? 0 : stream[^1].Position) + 1, addition.Stream, stream.Count + 1, default, PlanImporter.Actor, @event));
        }

        return headers;
    }
}
