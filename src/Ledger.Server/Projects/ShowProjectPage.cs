using Ledger.Domain.Projects;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.History;
using Ledger.Server.Pages;
using Ledger.Server.Projects.Plane;
using Ledger.Server.Web;

namespace Ledger.Server.Projects;

/// <summary><c>GET /projects/{id}</c>: a project at two times, all its entries, and both times as a drawing.</summary>
internal static class ShowProjectPage
{
    private static readonly Operation Operation = new(
        "projectPage", "Pages", "", "",
        Parameters.ProjectId, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis, Parameters.From, Parameters.KnownFrom, Parameters.To, Parameters.KnownTo);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/projects/{id}", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(
        ApiRequest request, HttpContext context, LedgerQueries queries, HistoryReader histories, EventStore store)
    {
        // Read first, so that the reader hears of everything that is wrong at once.
        foreach (var date in new[] { Parameters.From, Parameters.To }) request.Values.Date(date);
        foreach (var known in new[] { Parameters.KnownFrom, Parameters.KnownTo }) request.Values.Knowledge(known);
        if (await request.TimesAsync(Models.Projects) is not { } times) return request.Stop!;
        var id = request.Values.Text(Parameters.ProjectId)!;
        var history = await histories.ProjectAsync(id, times.Basis, request.Aborted);
        if (history.At(times.AsOf, times.Position) is not { } row)
            return await NotThere.AnswerAsync(store, Project.StreamType, id, "planned", times, request.Aborted);
        if (await Differences.OfAsync(request, history, times) is not { } differences) return request.Stop!;
        // Whenever it was published: a project may be older than the plan that reports it.
        var plan = await queries.PlanAsync(new AsKnown(DateOnly.MaxValue, times.Position), row.State.Plan, request.Aborted);
        return context.Page<ProjectPage, ProjectPageModel>(times, new ProjectPageModel(
            row, plan?.State.Document, PlaneLayout.Draw(history, times), ShownEntries.Of(history, times, plan?.State.Document), differences,
            Belief<Project.Known>.Of(history, times)));
    }
}
