using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Evidence;
using Ledger.Server.Recording;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Evidence;

/// <summary><c>POST /api/v1/entries/{position}/evidence</c></summary>
internal static class AttachEvidence
{
    /// <summary>What is said of a file beside its name: the same in a body and in a form.</summary>
    public static IReadOnlyList<Member> About => field ??=
    [
        new("caption", new Shape.Text(500), "说明: what the file shows.", Required: false, Nullable: true),
        new("effectiveOn", new Shape.Date(Reduced: true), "业务日期: the day that the file is about, such as that of the photo. Default: today.", Required: false, Nullable: true),
        .. EntryShapes.Grounds,
    ];

    private static Shape.Object Shape => field ??= new("Attachment", "A further entry by which a file supports an earlier one.",
    [
        new Member("sha256", new Shape.Text(64, "^[0-9a-f]{64}$"), "Hash of a file that was uploaded.", Required: true, Nullable: false),
        new Member("fileName", new Shape.Text(1_000), "Name under which the file is shown and downloaded: at most 255 visible characters. Folders before it are taken off.", Required: true, Nullable: false),
        .. About,
    ]);

    private static readonly Operation Operation = new(
        "attachEvidence", "Evidence", "附上佐证 · Attach a file to an entry",
        "Records that an uploaded file supports an entry: a fact, a correction or a voiding. It changes no state. It is voided and reviewed like any entry. The caller is a recorder of the region.",
        EntryAt.Position) { Body = () => Shape };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/entries/{position}/evidence", Operation, HandleAsync);

    /// <summary>The wish to attach a file.</summary>
    /// <param name="entry">The entry that it supports.</param>
    /// <param name="file">The file.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="about">What is said of it, of the shape <see cref="About"/>.</param>
    /// <param name="today">Today in Asia/Shanghai.</param>
    public static WishedEntry Wish(StoredEntry entry, EvidenceFile file, string fileName, JsonElement about, DateOnly today) => new(entry.Stream, new EntryEvent.EvidenceAttached
    {
        Position = entry.Position,
        FileName = EvidenceRules.CleanName(fileName),
        MediaType = file.MediaType,
        Size = file.Size,
        Sha256 = file.Sha256,
        Caption = VoidEntry.Optional<string>(about, "caption"),
        Effective = VoidEntry.Optional<string>(about, "effectiveOn") is { } on ? new EffectiveDate(ReducedDate.Parse(on)) : EffectiveDate.OnDay(today),
        Reason = VoidEntry.Optional<string>(about, "reason"),
        Source = VoidEntry.Optional<Source>(about, "source"),
    });

    private static async Task<IResult> HandleAsync(WriteRequest request, EventStore store, EvidenceFiles files)
    {
        if (await request.ReadAsync(Role.Recorder, Shape) is not { } body) return request.Stop!;
        var position = request.Text(EntryAt.Position);
        if (await EntryAt.FindAsync(store, position, request.Aborted) is not { } entry) return EntryAt.Unknown(position);
        if (!await request.MayRecordAsync(entry.Stream)) return request.Stop!;
        var sha256 = body.GetProperty("sha256").GetString()!;
        if (await files.FindAsync(sha256, request.Aborted) is not { } file)
            return Problems.Refused(new EvidenceRefusals.FileNotUploaded(sha256), null, null).Answer();
        return await request.RecordAsync(Wish(entry, file, body.GetProperty("fileName").GetString()!, body, request.Today));
    }
}
