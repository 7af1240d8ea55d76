using Ledger.Domain.Projects;
using Ledger.Postgres.EventStore;
using Ledger.Server.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Projects;

/// <summary><c>GET /api/v1/projects/{id}/entries</c></summary>
internal static class ListProjectEntries
{
    private static readonly Operation Operation = new(
        "listProjectEntries", "Projects", "项目的全部记录 · Entries about a project", Entries.Description,
        Parameters.ProjectId, Parameters.AsOf, Parameters.KnownAt, Parameters.Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<EntryListing>("/projects/{id}/entries", Operation, HandleAsync);

    private static Task<IResult> HandleAsync(ApiRequest request, EventStore store) =>
        Entries.AnswerAsync<Project>(request, store, request.Values.Text(Parameters.ProjectId));
}
