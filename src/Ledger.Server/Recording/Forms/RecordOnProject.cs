using Ledger.Domain.Accounts;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary><c>GET</c> and <c>POST /projects/{id}/record</c>: a fact about a project, chosen and recorded.</summary>
internal static class RecordOnProject
{
    private static readonly Parameter Type = new("type", ParameterKind.Code, "Kind of fact; without it, the choice of kinds.") { Values = [.. EntryShapes.NamesOf(typeof(ProjectEvent))] };

    private static readonly Operation Operation = new("recordProjectPage", "Pages", "", "", Parameters.ProjectId, Type);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/projects/{id}/record", Operation, FindAsync, Role.Recorder);

    private static Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on) =>
        on.FactAsync(request, context, StreamName.Of<Project>(request.Values.Text(Parameters.ProjectId)!), Type, EntryShapes.Project);
}
