using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Projects;

/// <summary><c>GET /api/v1/projects</c></summary>
internal static class ListProjects
{
    private static readonly Operation Operation = new(
        "listProjects", "Projects", "列出建设项目 · List projects",
        "Projects of all plans as they stand at the two times, in the order in which the ledger came to know them. Filters restrict together.",
        Parameters.Plan, Parameters.Region, Parameters.Category, Parameters.Nature, Parameters.Stage, Parameters.Committed, Parameters.ProjectText,
        Apart.Only, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis, Parameters.Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder api) => api.MapRead<Listing<ProjectItem>>("/projects", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, LedgerQueries queries, BoardMemory memory)
    {
        var values = request.Values;
        var filter = new ProjectFilter(
            values.Text(Parameters.Plan) is { } plan ? [plan] : null, values.Code<Category>(Parameters.Category), values.Code<Nature>(Parameters.Nature),
            values.Code<Stage>(Parameters.Stage), values.Flag(Parameters.Committed), values.Text(Parameters.ProjectText),
            Apart.Which(values.Flag(Apart.Only), values.Text(Parameters.Plan) is not null || values.Text(Parameters.Region) is not null));
        if (await request.PageAsync(Models.Projects, Models.Plans) is not { } page) return request.Stop!;
        if (filter is { Plans: [var board] } && filter with { Plans = null } == new ProjectFilter() && values.Text(Parameters.Region) is null
            && await memory.TryPageAsync(page, board, request.Aborted) is { } remembered) return request.Answer(remembered);
        if (values.Text(Parameters.Region) is { } region)
            filter = filter with { Plans = await PlansOfRegion.FindAsync(queries, region, page.Times.Position, filter.Plans, request.Aborted) };
        return request.Answer(page.Of(await queries.ProjectsAsync(page.Times.At, filter, page.After, page.Limit, request.Aborted), ProjectItem.Of));
    }
}
