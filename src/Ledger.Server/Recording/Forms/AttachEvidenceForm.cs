using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Server.Evidence;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary>A form that attaches files to an entry.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Files">The files that are attached already.</param>
internal sealed record AttachEvidenceModel(StoredEntry Entry, string Subject, IReadOnlyList<EvidenceItem> Files);

/// <summary><c>GET</c> and <c>POST /entries/{position}/evidence</c>: the API's own operation, whose problems are pages here.</summary>
internal static class AttachEvidenceForm
{
    private const string Pattern = "/entries/{position}/evidence";

    private static readonly Operation Operation = new("attachEvidencePage", "Pages", "", "", EntryAt.Position);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Pattern, Operation, ShowAsync).RequireRole(Role.Recorder);
        var route = app.MapForm(Pattern, Operation, AttachFiles.HandleAsync).RequireRole(Role.Recorder).WithMetadata(new StreamedForm());
        UploadLimits.Bound(route, (AttachFiles.MostFiles + 1) * EvidenceRules.MostBytes);
    }

    private static async Task<IResult> ShowAsync(ApiRequest request, HttpContext context, RecordOn on)
    {
        var (entry, stored, stop) = await on.EntryAsync(request, context);
        if (entry is null || stop is not null) return stop!;
        var files = Api.Entries.Of(stored, request.Today).Single(item => item.Position == entry.Position).Evidence;
        return context.Page<AttachEvidencePage, AttachEvidenceModel>(null, new AttachEvidenceModel(entry, await on.SubjectAsync(entry.Stream, request.Aborted), files));
    }
}
