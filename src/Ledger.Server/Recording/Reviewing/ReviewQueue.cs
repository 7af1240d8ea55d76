using System.Globalization;
using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Simulations;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Postgres.Reviews;
using Ledger.Server.Api;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Recording.Forms;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Reviewing;

/// <summary><c>GET</c> and <c>POST /review</c>: what waits for a reviewer of one's regions, and the verdict on it.</summary>
internal static class ReviewQueue
{
    /// <summary>Plans whose entries are looked through at once; who reviews more of them chooses one.</summary>
    private const int MostPlans = 20;

    private const int Shown = 20;

    private static readonly Parameter Plan = Parameters.Plan;

    private static readonly Parameter After = new("after", ParameterKind.Number, "Position after which the page begins.") { MaxLength = 18 };

    private static readonly Operation Operation = new("reviewPage", "Pages", "", "", Plan, After);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(FormAddresses.Queue, Operation, ShowAsync).RequireRole(Role.Reviewer);
        app.MapForm(FormAddresses.Queue, Operation, TakeAsync, FormRouting.LargestForm).RequireRole(Role.Reviewer);
    }

    private static Task<IResult> ShowAsync(ApiRequest request, HttpContext context, QueueParts parts) => PageAsync(request, context, parts, null, null);

    private static async Task<IResult> TakeAsync(ApiRequest request, HttpContext context, QueueParts parts)
    {
        if (request.Refused()) return request.Stop!;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var position = form["position"].ToString();
        if (await EntryAt.FindAsync(parts.Store, position, request.Aborted) is not { } entry) return EntryAt.Unknown(position);
        var body = JsonSerializer.SerializeToElement(FormValues.Of(form).Body(ReviewEntry.Shape));
        if (BodyCheck.Run(body, ReviewEntry.Shape) is { Count: > 0 } errors) return Problems.InvalidBody(errors).Answer();
        var key = Preconditions.KeyOf(context.Request, FormKey.OfForm(form), JsonSerializer.SerializeToUtf8Bytes(new { position, body }));
        var outcome = await parts.Recorder.RecordAsync(FormDesk.Wish(context, ReviewEntry.Wish(entry, body, request.Today), null, key), request.Aborted);
        if (outcome is Outcome.Forbidden) return WriteRequest.ProblemOf(outcome).Answer();
        if (outcome is not Outcome.Done done) return await PageAsync(request, context, parts, entry.Position, outcome);
        await parts.Desk.ShownAsync(done.Entries[0].Position, request.Aborted);
        var next = long.TryParse(form["next"], NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? $"#e{after}" : "";
        return Results.LocalRedirect(FormAddresses.Queue + QueryString.Create([.. Filters(request), new(PageNotice.Recorded.Name, $"{done.Entries[0].Position}")]) + next);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Filters(ApiRequest request) =>
        from parameter in new[] { Plan, After } let text = request.Values.Text(parameter) where text is not null select new KeyValuePair<string, string?>(parameter.Name, text);

    private static async Task<IResult> PageAsync(ApiRequest request, HttpContext context, QueueParts parts, long? about, Outcome? outcome)
    {
        var after = request.Values.Text(After) is { } text ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1 : 0;
        if (after < 0) request.Values.Wrong(After.Name, $"'{After.Name}' must be a position.");
        if (request.Refused()) return request.Stop!;
        var caller = context.RequiredCaller();
        var plans = (await parts.Queries.PlansAsync(new AsKnown(DateOnly.MaxValue, long.MaxValue - 1), ct: request.Aborted))
            .Where(plan => caller.Is(Role.Reviewer, plan.State.Document.Region) && !Simulated.IsPlan(plan.Id)).ToList();
        var chosen = plans.Where(plan => request.Values.Text(Plan) is not { } code || plan.Id == code).Select(plan => plan.Id).ToList();
        var page = chosen.Count > MostPlans
            ? new UnreviewedPage(0, [], false)
            : await parts.Unreviewed.ReadAsync(chosen, new Author(caller.Actor, caller.Owner), after, Shown, request.Aborted);
        var items = await ItemsAsync(page.Entries, context, parts, request);
        var problem = outcome is null ? null : WriteRequest.ProblemOf(outcome);
        return context.Page<ReviewQueuePage, ReviewQueueModel>(
            null, new ReviewQueueModel(plans, chosen.Count > MostPlans, page.Total, items, page.More, about, outcome is null ? null : FormDesk.FaultOf(null, outcome)),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IReadOnlyList<ReviewItemModel>> ItemsAsync(IReadOnlyList<StoredEntry> entries, HttpContext context, QueueParts parts, ApiRequest request)
    {
        var language = PageLanguage.Of(context.Request);
        var streams = await ReadStreams.ReadAsync(parts.Database.App, [.. entries.Select(entry => entry.Stream).Distinct()], [], request.Aborted);
        var items = new List<ReviewItemModel>();
        foreach (var entry in entries)
        {
            var stored = streams[entry.Stream];
            items.Add(new ReviewItemModel(
                entry.Stream, await parts.On.SubjectAsync(entry.Stream, request.Aborted),
                Api.Entries.Of(stored, request.Today).Single(item => item.Position == entry.Position),
                Preview.Of(entry.Stream, [.. stored.Where(other => other.Position < entry.Position).Select(other => other.ToRecorded())], entry.ToRecorded(), language)));
        }

        return items;
    }
}

/// <summary>What the queue is made with.</summary>
internal sealed record QueueParts(
    EventStore Store, LedgerDatabase Database, LedgerQueries Queries, UnreviewedEntries Unreviewed, Recorder Recorder, FormDesk Desk, RecordOn On);

/// <summary>One entry that waits.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Item">The entry.</param>
/// <param name="Change">What it changed when it was recorded.</param>
internal sealed record ReviewItemModel(string Stream, string Subject, EntryItem Item, Preview Change);

/// <summary>The queue of a reviewer.</summary>
/// <param name="Plans">The plans of the reviewer's regions.</param>
/// <param name="MustChoose">Whether there are more of them than are looked through at once.</param>
/// <param name="Total">How many entries wait.</param>
/// <param name="Items">Those of this page.</param>
/// <param name="More">Whether more follow.</param>
/// <param name="About">Position of the entry on which a verdict was not taken.</param>
/// <param name="Fault">Why not.</param>
internal sealed record ReviewQueueModel(
    IReadOnlyList<Row<Plan.Published>> Plans, bool MustChoose, long Total, IReadOnlyList<ReviewItemModel> Items, bool More, long? About, FormFault? Fault);
