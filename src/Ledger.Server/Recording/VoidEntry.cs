using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/entries/{position}/void</c></summary>
internal static class VoidEntry
{
    /// <summary>The body.</summary>
    public static Shape.Object Shape => field ??= new("Voiding", "A further entry by which an earlier one counts no more.", EntryShapes.Grounds);

    private static readonly Operation Operation = new(
        "voidEntry", "Recording", "撤销记录 · Void an entry",
        "Records that an entry was a mistake and counts no more. Final: what holds after all is recorded anew. Answers about what was known before stay as they were. Needs a reason. Recorders void entries about projects and indicators; reviewers void the closing of a period, which opens it again, and an evaluation.",
        EntryAt.Position) { Body = () => Shape };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/entries/{position}/void", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request, EventStore store)
    {
        if (await request.ReadAsync([Role.Recorder, Role.Reviewer], Shape) is not { } body) return request.Stop!;
        var position = request.Text(EntryAt.Position);
        if (await EntryAt.FindAsync(store, position, request.Aborted, Decisions.IsReviewersOwn) is not { } entry) return EntryAt.Unknown(position);
        return await request.RecordAsync(Wish(entry, body, request.Today));
    }

    /// <summary>The wish to void an entry.</summary>
    public static WishedEntry Wish(StoredEntry entry, JsonElement body, DateOnly today) => new(entry.Stream, new EntryEvent.EntryVoided
    {
        Position = entry.Position,
        Effective = EffectiveDate.OnDay(today),
        Reason = Optional<string>(body, "reason"),
        Source = Optional<Source>(body, "source"),
    }, Role: Decisions.IsReviewersOwn(entry) ? Role.Reviewer : Role.Recorder);

    /// <summary>A member that may be absent.</summary>
    internal static T? Optional<T>(JsonElement body, string member)
        where T : class => body.TryGetProperty(member, out var value) ? value.Deserialize<T>(LedgerJson.Options) : null;
}
