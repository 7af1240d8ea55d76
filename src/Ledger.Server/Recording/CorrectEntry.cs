using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/entries/{position}/correct</c></summary>
internal static class CorrectEntry
{
    private static Shape.Object Shape => field ??= ShapeOf(EntryShapes.Any);

    /// <summary>The body of a correction whose replacement has a shape.</summary>
    public static Shape.Object ShapeOf(Shape replacement) => new("Correction", "A further entry that stands in the place of an earlier one.",
    [
        new Member("replacement", replacement, "The fact as it should have been recorded, with its own date.", Required: true, Nullable: false),
        .. EntryShapes.Grounds,
    ]);

    private static readonly Operation Operation = new(
        "correctEntry", "Recording", "更正记录 · Correct an entry",
        "Records that an entry was wrong and what is right in its place. Answers about what was known before stay as they were. Needs a reason.",
        EntryAt.Position) { Body = () => Shape };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/entries/{position}/correct", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request, EventStore store)
    {
        if (await request.ReadAsync(Role.Recorder, Shape) is not { } body) return request.Stop!;
        if (request.Event(() => EntryShapes.Read(body.GetProperty("replacement")), "$.replacement") is not { } replacement) return request.Stop!;
        var position = request.Text(EntryAt.Position);
        if (await EntryAt.FindAsync(store, position, request.Aborted) is not { } entry) return EntryAt.Unknown(position);
        return await request.RecordAsync(Wish(entry, replacement, body));
    }

    /// <summary>The wish to correct an entry.</summary>
    public static WishedEntry Wish(StoredEntry entry, LedgerEvent replacement, JsonElement body) => new(entry.Stream, new EntryEvent.EntryCorrected
    {
        Position = entry.Position,
        Replacement = replacement,
        Effective = replacement.Effective,
        Reason = VoidEntry.Optional<string>(body, "reason"),
        Source = VoidEntry.Optional<Source>(body, "source"),
    });
}
