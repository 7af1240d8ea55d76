using Ledger.Domain.Accounts;
using Ledger.Postgres.Audit;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary><c>GET /audit/reads</c>: who looked at what of other people's audit data.</summary>
internal static class ShowAuditReadsPage
{
    public const string Path = "/audit/reads";

    private static readonly Operation Operation = new("listAuditReads", "Pages", "", "", ListAuditReads.Asked);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Operation, HandleAsync).RequireRole(Role.Supervisor, Role.Administrator);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, AuditReads reads, ReadRecorder recorder) =>
        await ListAuditReads.FindAsync(request, context, reads, recorder) is { } found
            ? context.Page<AuditReadsPage, Some<AuditReadItem>>(null, found)
            : request.Stop!;
}
