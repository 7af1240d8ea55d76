using System.Globalization;
using Ledger.Postgres.EventStore;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>GET /api/v1/entries/{position}</c></summary>
internal static class ShowEntry
{
    private static readonly Operation Operation = new(
        "showEntry", "Recording", "一条记录 · One entry",
        "One entry about a plan, a project or an indicator, and what later entries known by `knownAt` did to it.",
        EntryAt.Position, Parameters.AsOf, Parameters.KnownAt);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<EntryItem>("/entries/{position}", Operation, HandleAsync);

    /// <summary>Where an entry is shown.</summary>
    public static string AddressOf(long position) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/entries/{position}");

    private static async Task<IResult> HandleAsync(ApiRequest request, EventStore store)
    {
        if (await request.TimesAsync() is not { } times) return request.Stop!;
        var position = request.Values.Text(EntryAt.Position)!;
        if (await EntryAt.FindAsync(store, position, request.Aborted, Decisions.IsAboutPlan) is not { } found || found.Position > times.Position) return EntryAt.Unknown(position);
        var stream = await store.ReadStreamAsync(found.Stream, times.Position, request.Aborted);
        return request.Answer(Entries.Of(stream, times.AsOf).Single(entry => entry.Position == found.Position));
    }
}
