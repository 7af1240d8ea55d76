using Ledger.Postgres.EventStore;
using Ledger.Server.Api;
using Ledger.Server.Recording;
using Ledger.Server.Web;

namespace Ledger.Server.Evidence;

/// <summary><c>GET /api/v1/entries/{position}/evidence</c></summary>
internal static class ListEvidence
{
    private static readonly Operation Operation = new(
        "listEvidence", "Evidence", "佐证清单 · The files that support an entry",
        "The files attached to an entry by `knownAt`, oldest first, without those voided by then. Their names and hashes are as public as the entry; the files are not.",
        EntryAt.Position, Parameters.KnownAt);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<EvidenceListing>("/entries/{position}/evidence", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, EventStore store)
    {
        if (await request.TimesAsync() is not { } times) return request.Stop!;
        var position = request.Values.Text(EntryAt.Position)!;
        if (await EntryAt.FindAsync(store, position, request.Aborted) is not { } found || found.Position > times.Position) return EntryAt.Unknown(position);
        var stream = await store.ReadStreamAsync(found.Stream, times.Position, request.Aborted);
        return request.Answer(new EvidenceListing(Entries.Of(stream, times.AsOf).Single(entry => entry.Position == found.Position).Evidence));
    }
}
