using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/projects</c></summary>
internal static class PlanProject
{
    /// <summary>The body.</summary>
    public static Shape.Object Shape { get; } = NewThings.Of(EntryShapes.Project.Cases["project_planned"], "NewProject");

    private static readonly Operation Operation = new(
        "planProject", "Recording", "列入规划 · Record that a plan names a project",
        "The first fact about a project. Its id is the plan's code, a point and the slug given. The caller is a recorder in the region of the plan.")
    {
        Body = Shape,
    };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/projects", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request)
    {
        if (await request.ReadAsync(Role.Recorder, Shape) is not { } body) return request.Stop!;
        if (request.Wish(() => Wish(body)) is not { } wish) return request.Stop!;
        return await request.RecordAsync(wish, receipt => $"/api/v1/projects/{StreamName.IdOf(receipt.Stream)}");
    }

    /// <summary>The wish of a body.</summary>
    public static WishedEntry Wish(JsonElement body)
    {
        var planned = (ProjectEvent.ProjectPlanned)EntryShapes.Read(body, typeof(ProjectEvent.ProjectPlanned), NewThings.Id.Name);
        return new WishedEntry(StreamName.Of<Project>(NewThings.IdOf(body, planned.Plan)), planned, MayCreate: true);
    }
}
