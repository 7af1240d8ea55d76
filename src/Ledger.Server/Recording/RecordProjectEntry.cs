using Ledger.Domain.Accounts;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary><c>POST /api/v1/projects/{id}/entries</c></summary>
internal static class RecordProjectEntry
{
    private static readonly Operation Operation = new(
        "recordProjectEntry", "Recording", "填报项目进展 · Record a fact about a project",
        "One fact, decided against everything recorded about the project, before and after its date. The actor is always the caller, a recorder in the region of the project's plan.",
        Parameters.ProjectId) { Body = () => EntryShapes.Project };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/projects/{id}/entries", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request)
    {
        if (await request.ReadAsync(Role.Recorder, EntryShapes.Project) is not { } body) return request.Stop!;
        if (request.Event(() => EntryShapes.Read(body)) is not { } @event) return request.Stop!;
        return await request.RecordAsync(new WishedEntry(StreamName.Of<Project>(request.Text(Parameters.ProjectId)), @event));
    }
}
