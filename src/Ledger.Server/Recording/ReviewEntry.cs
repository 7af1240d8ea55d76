using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/entries/{position}/review</c></summary>
internal static class ReviewEntry
{
    /// <summary>The body.</summary>
    public static Shape.Object Shape => field ??= new("Review", "What a reviewer says of an entry.",
    [
        new Member("verdict", Shapes.Of(typeof(Verdict)), "Whether it is confirmed or rejected. A rejection needs a reason.", Required: true, Nullable: false),
        .. EntryShapes.Grounds,
    ]);

    private static readonly Operation Operation = new(
        "reviewEntry", "Recording", "审核记录 · Confirm or reject an entry",
        """
        A reviewer of the region confirms an entry, a voiding or a correction, or rejects it with a reason; never their own, through whatever key. The last word
        counts. A rejected entry stays in what is reported until its recorder voids or corrects it.
        """.ReplaceLineEndings(" "),
        EntryAt.Position) { Body = () => Shape };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/entries/{position}/review", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request, EventStore store)
    {
        if (await request.ReadAsync(Role.Reviewer, Shape) is not { } body) return request.Stop!;
        var position = request.Text(EntryAt.Position);
        if (await EntryAt.FindAsync(store, position, request.Aborted) is not { } entry) return EntryAt.Unknown(position);
        return await request.RecordAsync(Wish(entry, body, request.Today));
    }

    /// <summary>The wish to review an entry.</summary>
    public static WishedEntry Wish(StoredEntry entry, JsonElement body, DateOnly today) => new(entry.Stream, new EntryEvent.EntryReviewed
    {
        Position = entry.Position,
        Verdict = body.GetProperty("verdict").Deserialize<Verdict>(LedgerJson.Options),
        Effective = EffectiveDate.OnDay(today),
        Reason = VoidEntry.Optional<string>(body, "reason"),
        Source = VoidEntry.Optional<Source>(body, "source"),
    }, Role: Role.Reviewer);
}
