using System.Globalization;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Evidence;
using Ledger.Server.Identity;
using Ledger.Server.Recording;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Net.Http.Headers;

namespace Ledger.Server.Evidence;

/// <summary><c>GET /api/v1/evidence/{position}</c></summary>
internal static class DownloadEvidence
{
    // Nothing that somebody uploaded ever acts here: it is saved and not shown, and if a browser shows it all the same, it has
    // no origin, no script and nothing to load.
    private const string Policy = "sandbox; default-src 'none'";

    private static readonly Operation Operation = new(
        "downloadEvidence", "Evidence", "下载佐证 · Download a file",
        """
        The file that the entry at this position attached, always as an attachment, under its recorded name and with the type that its content has. Takes ranges
        (`Range`, `If-Range`) and `If-None-Match`; the entity tag is the SHA-256. Files are for whoever is proven, unless the ledger is set up otherwise.
        """.ReplaceLineEndings(" "),
        EntryAt.Position with { Description = "Position of the entry that attached the file." });

    public static void Map(IEndpointRouteBuilder api, EvidenceSettings settings)
    {
        var route = api.MapGet("/evidence/{position}", HandleAsync)
            .WithName(Operation.Id).WithTags(Operation.Tag).WithSummary(Operation.Summary).WithDescription(Operation.Description)
            .WithMetadata(Operation, new FileAnswer())
            .Produces(StatusCodes.Status200OK).Produces(StatusCodes.Status206PartialContent).Produces(StatusCodes.Status304NotModified)
            .Produces(StatusCodes.Status416RangeNotSatisfiable);
        foreach (var status in (int[])[400, 401, 404, 503]) route.Produces<Problem>(status, Problems.ContentType);
        if (!settings.PublicRead) route.RequireCaller();
    }

    /// <summary>Where the file is downloaded that an entry attached.</summary>
    public static string AddressOf(long position) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/evidence/{position}");

    // 50 MB over a slow line take longer than any other answer may. The server's least rate still ends those that stand still.
    [DisableRequestTimeout]
    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, EventStore store, EvidenceFiles files, ILogger<EvidenceIntake> logger)
    {
        if (request.Refused()) return request.Stop!;
        var position = request.Values.Text(EntryAt.Position)!;
        if (await EntryAt.FindAsync(store, position, request.Aborted) is not { } entry || EvidenceItem.Event(entry) is not { } attached)
            return Problems.UnknownId("evidence", position).Answer();
        if (await files.FindAsync(attached.Sha256, request.Aborted) is not { } file)
        {
            logger.LogCritical("The entry at {Position} names the file {Sha256}, which is not there. Run 'ledger doctor'.", entry.Position, attached.Sha256);
            return Problems.Internal().Answer();
        }

        Mark(context);
        return Results.Stream(
            files.Open(file), attached.MediaType, DownloadName.Of(attached.FileName, attached.MediaType), entry.RecordedAt,
            new EntityTagHeaderValue($"\"{attached.Sha256}\""), enableRangeProcessing: true);
    }

    private static void Mark(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        // The same for ever, but for those alone who may read it, and for no longer than a day on a desk that others share.
        context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        // Compressed bytes are others than those of the hash and of the range asked for.
        context.Request.Headers.Remove(HeaderNames.AcceptEncoding);
        // The framework takes any unit for bytes; RFC 9110, 14.2: one that is not known is ignored.
        if (!context.Request.Headers.Range.ToString().TrimStart().StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) context.Request.Headers.Remove(HeaderNames.Range);
        if (RequestGuard.IsHead(context)) context.Request.Method = HttpMethods.Head;
    }
}
