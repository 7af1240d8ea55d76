using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Pages;

/// <summary>What a stream is about.</summary>
/// <param name="Name">Its name; its id where it has none or is not known any more.</param>
/// <param name="Plan">Code of the plan that it belongs to; null where nothing is known of it any more.</param>
internal sealed record Subject(string Name, string? Plan)
{
    /// <summary>What a stream is about, as known at a position.</summary>
    /// <remarks>Whenever it was there: an entry may be about a day on which its project was not yet planned.</remarks>
    public static async Task<Subject> OfAsync(LedgerQueries queries, string stream, long position, CancellationToken ct) =>
        (await OfAllAsync(queries, [stream], position, ct))[stream];

    /// <summary>The same of many streams, in one question.</summary>
    public static async Task<IReadOnlyDictionary<string, Subject>> OfAllAsync(LedgerQueries queries, IEnumerable<string> streams, long position, CancellationToken ct)
    {
        var distinct = streams.Distinct(StringComparer.Ordinal).ToList();
        var names = await queries.NamesAsync(position, distinct, ct);
        return distinct.ToDictionary(
            stream => stream, stream => names.TryGetValue(stream, out var known) ? new Subject(known.Name, known.Plan) : new Subject(StreamName.IdOf(stream), null), StringComparer.Ordinal);
    }
}
