using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Server.Recording;
using Ledger.Server.Web;

namespace Ledger.Server.Evidence;

/// <summary><c>POST /api/v1/evidence</c></summary>
internal static class UploadEvidence
{
    private static readonly Operation Operation = new(
        "uploadEvidence", "Evidence", "上传文件 · Upload a file",
        """
        The body is the file, of at most 52,428,800 bytes (50 MB). It is hashed while it arrives and stored once, however often it is uploaded. Its type is
        found in its content; `Content-Type` and names decide nothing. Programs, scripts, HTML, SVG and XML, documents with macros and whatever is not
        known are refused with `evidence_type_refused`. The answer names the hash by which the file is attached to entries.
        """.ReplaceLineEndings(" "));

    public static void Map(IEndpointRouteBuilder api) => UploadLimits.Bound(
        // Room beyond the file's own limit lets a file that is a little too large be answered in words, not by a broken connection.
        api.MapEvidenceWrite<UploadedFile>("/evidence", Operation, HandleAsync).WithMetadata(new UploadBody(null)), EvidenceRules.MostBytes * 2);

    private static async Task<IResult> HandleAsync(WriteRequest request, HttpContext context, EvidenceIntake intake, UploadLimits limits)
    {
        if (!request.Enter(Role.Recorder)) return request.Stop!;
        if (context.Request.ContentLength > EvidenceRules.MostBytes) return EvidenceIntake.TooLarge().Answer();
        using var place = limits.TryEnter(context, request.Caller.Actor);
        if (place is null) return EvidenceIntake.Crowded().Answer();
        var (file, problem) = await intake.TakeAsync(context.Request.Body, request.Caller.Actor, request.Aborted);
        return file is null
            ? problem!.Answer()
            : Results.Json(new UploadedFile(file.Sha256, file.Size, file.MediaType), WebJson.Options, statusCode: StatusCodes.Status201Created);
    }
}
