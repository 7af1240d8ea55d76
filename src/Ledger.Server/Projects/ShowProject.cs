using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Projects;

/// <summary><c>GET /api/v1/projects/{id}</c></summary>
internal static class ShowProject
{
    private static readonly Operation Operation = new(
        "showProject", "Projects", "查看建设项目 · Show a project",
        "One project as it stands at the two times. An unknown id gets `/problems/unknown-id`; a project that is not there at these times `/problems/not-known-then`.",
        Parameters.ProjectId, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<ProjectDetail>("/projects/{id}", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries, EventStore store)
    {
        if (await request.TimesAsync(Models.Projects) is not { } times) return request.Stop!;
        var id = request.Values.Text(Parameters.ProjectId)!;
        return await queries.ProjectAsync(times.At, id, request.Aborted) is { } row
            ? request.Answer(new ProjectDetail(row, times))
            : await NotThere.AnswerAsync(store, "project", id, "planned", times, request.Aborted);
    }
}
