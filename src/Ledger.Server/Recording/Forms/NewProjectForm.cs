using Ledger.Domain.Accounts;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary><c>GET</c> and <c>POST /plans/{code}/projects/new</c>: a plan names a project.</summary>
internal static class NewProjectForm
{
    private static readonly Operation Operation = new("newProjectPage", "Pages", "", "", Parameters.PlanCode);

    public static void Map(IEndpointRouteBuilder app) => app.MapForm("/plans/{code}/projects/new", Operation, FindAsync, Role.Recorder);

    private static async Task<Found> FindAsync(ApiRequest request, HttpContext context, RecordOn on)
    {
        var (title, stop) = await on.PlanAsync(request, context);
        var code = request.Values.Text(Parameters.PlanCode)!;
        return title is null ? new Found(null, stop) : new Found(new FormTask
        {
            Title = ("新项目列入规划", "A plan names a project"),
            Subject = title,
            Back = Addresses.Plan(code),
            Shape = PlanProject.Shape,
            Given = new Dictionary<string, string> { ["type"] = "project_planned", ["plan"] = code },
            Stored = [],
            Wish = PlanProject.Wish,
        }, null);
    }
}
