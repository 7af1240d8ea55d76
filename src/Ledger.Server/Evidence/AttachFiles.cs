using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Server.Identity;
using Ledger.Server.Recording;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Evidence;

/// <summary><c>POST /api/v1/entries/{position}/evidence/files</c></summary>
internal static class AttachFiles
{
    /// <summary>Files of one form at most.</summary>
    public const int MostFiles = 10;

    private static Shape.Object Form => field ??= new("EvidenceForm", "What is said of the files, and the files.",
        [.. AttachEvidence.About.Where(member => member.Shape is Shape.Text or Shape.Date)]);

    private static readonly Operation Operation = new(
        "attachFiles", "Evidence", "上传并附上佐证 · Upload files and attach them to an entry",
        """
        For forms of pages: `multipart/form-data` with up to 10 files of 50 MB each, stored as they arrive and attached together, all or none. What is said of them
        stands in parts of its own. A page of this site also sends its `__token`, before the first file; with `returnUrl`, a path of this site, the answer is a redirect to there.
        """.ReplaceLineEndings(" "),
        EntryAt.Position);

    public static void Map(IEndpointRouteBuilder api)
    {
        var route = api.MapEvidenceWrite<Receipts>("/entries/{position}/evidence/files", Operation, HandleAsync)
            .WithMetadata(new UploadBody(() => Form), new StreamedForm());
        foreach (var status in (int[])[404, 409, 412, 415]) route.Produces<Problem>(status, Problems.ContentType);
        UploadLimits.Bound(route, (MostFiles + 1) * EvidenceRules.MostBytes);
    }

    // No summary: the reference would take it for the one above. What is wrong is told to people as a page.
    public static async Task<IResult> HandleAsync(WriteRequest request, HttpContext context, EventStore store, EvidenceIntake intake, UploadLimits limits)
    {
        if (!request.Enter(Role.Recorder)) return request.Stop!;
        var position = request.Text(EntryAt.Position);
        if (await EntryAt.FindAsync(store, position, request.Aborted) is not { } entry) return EntryAt.Unknown(position);
        if (!await request.MayRecordAsync(entry.Stream)) return request.Stop!;
        using var place = limits.TryEnter(context, request.Caller.Actor);
        if (place is null) return EvidenceIntake.Crowded().Answer();
        var form = new EvidenceForm(context, intake, request.Caller.Actor);
        if (await form.ReadAsync(request.Aborted) is { } stop) return stop;
        var about = JsonSerializer.SerializeToElement(form.Fields);
        if (BodyCheck.Run(about, Form) is { Count: > 0 } errors) return Problems.InvalidBody(errors).Answer();
        // A repeat is the same form by what its parts say; the boundary between them differs every time.
        request.Take(new Body(JsonSerializer.SerializeToUtf8Bytes(new { form.Fields, Files = form.Files.Select(file => new { file.Name, file.File.Sha256 }) }), about));
        return await request.RecordAsync(
            receipts => form.ReturnUrl is { } back
                ? Results.LocalRedirect(back)
                : Results.Json(new Receipts(receipts), WebJson.Options, statusCode: StatusCodes.Status201Created),
            [.. form.Files.Select(file => AttachEvidence.Wish(entry, file.File, file.Name, about, request.Today))]);
    }
}
