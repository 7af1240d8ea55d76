using System.Text.Json;
using Ledger.Domain.Projects;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/projects</c></summary>
internal static class PlanProject
{
    private static readonly Operation Operation = new(
        "planProject", "Recording", "列入规划 · Record that a plan names a project",
        "The first fact about a project. Its id is the plan's code, a point and the slug given. The caller is a recorder in the region of the plan.");

    /// <summary>The body.</summary>
    public static Shape.Object Shape => field ??= NewThings.ShapeOf<ProjectEvent.ProjectPlanned>(EntryShapes.Project, "NewProject");

    /// <summary>The wish of a body.</summary>
    /// <exception cref="JsonException">A number lies outside the range of its unit.</exception>
    public static WishedEntry Wish(JsonElement body) => NewThings.Wish<Project, ProjectEvent.ProjectPlanned>(body, planned => planned.Plan);

    public static void Map(IEndpointRouteBuilder api) => api.MapNew("/projects", Operation, () => Shape, Wish);
}
