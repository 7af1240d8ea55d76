using System.Globalization;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;
using Ledger.Server.Recording;
using Ledger.Server.Web;

namespace Ledger.Server.History;

/// <summary><c>GET /entries/{position}</c>: one entry, and everything about it.</summary>
internal static class ShowEntryPage
{
    private static readonly string[] Shown = ["plan", "project", "indicator", "finding"];

    private static readonly Operation Operation = new(
        "entryPage", "Pages", "", "", EntryAt.Position, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/entries/{position}", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(
        ApiRequest request, HttpContext context, LedgerQueries queries, HistoryReader histories, EventStore store)
    {
        if (await request.TimesAsync(Models.Plans, Models.Projects, Models.Indicators, Models.Findings) is not { } times) return request.Stop!;
        var text = request.Values.Text(EntryAt.Position)!;
        // Entries about accounts and keys are not admitted to be there.
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position > times.Position
            || await store.ReadEntryAsync(position, request.Aborted) is not { } found || !Shown.Contains(StreamName.TypeOf(found.Stream)))
            return EntryAt.Unknown(text);
        var entries = await EntriesAsync(histories, store, found.Stream, times, request.Aborted);
        var subject = await Subject.OfAsync(queries, found.Stream, times.Position, request.Aborted);
        var plan = subject.Plan is { } code ? await queries.PlanAsync(new AsKnown(DateOnly.MaxValue, times.Position), code, request.Aborted) : null;
        return context.Page<EntryPage, EntryPageModel>(times, new EntryPageModel(
            entries.Single(entry => entry.Item.Position == position), found.Stream, subject.Name, plan?.State.Document,
            [.. entries.Where(entry => entry.About == position)]));
    }

    // What an entry changed is shown where the page of its thing shows it, too.
    private static async Task<IReadOnlyList<EntryView>> EntriesAsync(HistoryReader histories, EventStore store, string stream, Times times, CancellationToken ct) =>
        StreamName.TypeOf(stream) switch
        {
            "project" => (await histories.ProjectAsync(StreamName.IdOf(stream), times.Basis, ct)).EntriesWithEffects(times.AsOf, times.Position),
            "indicator" => (await histories.IndicatorAsync(StreamName.IdOf(stream), times.Basis, ct)).EntriesWithEffects(times.AsOf, times.Position),
            _ => [.. Entries.Of(await store.ReadStreamAsync(stream, times.Position, ct), times.AsOf).Select(EntryView.Of)],
        };
}
