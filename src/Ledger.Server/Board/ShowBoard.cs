using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Board;

/// <summary><c>GET /plans/{code}</c>: the projects of a plan, planned against happened, over both times.</summary>
internal static class ShowBoard
{
    /// <summary>Projects on a page at most.</summary>
    public const int PageSize = 100;

    public static Parameter Sort { get; } = Parameter.Of("sort", "In which order.", BoardOrder.Name);

    public static Parameter PageNumber { get; } = new("page", ParameterKind.Number, "Number of the page.") { Minimum = 1, Maximum = 1_000_000 };

    private static readonly Operation Operation = new(
        "board", "Pages", "", "", Parameters.PlanCode, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis, Parameters.Category, Parameters.Nature,
        Parameters.Stage, Parameters.Committed, Parameters.ProjectText, Sort, PageNumber);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/plans/{code}", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerQueries queries, LedgerBoard board, EventStore store)
    {
        var question = Ask(request.Values);
        if (await request.TimesAsync(Models.Plans, Models.Projects) is not { } times) return request.Stop!;
        // Plans are read from published documents: there is nothing about them to be confirmed.
        var at = times.At with { Basis = Basis.Reported };
        // A plan that is published later has a board before that: its projects are dated before it, and the date line goes there.
        var (now, ever) = (await queries.PlanAsync(at, question.Plan, request.Aborted), await queries.PlanAsync(at with { AsOf = DateOnly.MaxValue }, question.Plan, request.Aborted));
        if ((now ?? ever)?.State.Document is not { } document)
            return await NotThere.AnswerAsync(store, "plan", question.Plan, "published", times, request.Aborted);
        return context.Page<BoardPage, BoardModel>(times, await ReadAsync(board, document, question, times, request.Today, request.Aborted) with { Published = now is not null });
    }

    private static BoardQuestion Ask(Values values) => new(
        values.Text(Parameters.PlanCode)!,
        new ProjectFilter(
            null, values.Code<Category>(Parameters.Category), values.Code<Nature>(Parameters.Nature), values.Code<Stage>(Parameters.Stage),
            values.Flag(Parameters.Committed), values.Text(Parameters.ProjectText)),
        values.Code<BoardOrder>(Sort) ?? BoardOrder.Number, values.Number(PageNumber, 1), PageSize, Unknown: false);

    private static async Task<BoardModel> ReadAsync(LedgerBoard board, PlanDocument document, BoardQuestion question, Times times, DateOnly today, CancellationToken ct)
    {
        // Where one page holds all projects, it holds also those that are known only later: then both times can be moved on it.
        var whole = !question.Restricted && question.Page == 1 && !await board.HasMoreThanAsync(question.Plan, PageSize, ct);
        question = question with { Unknown = whole };
        var counting = board.StagesAsync(times.At, question.Plan, ct);
        var (ids, total) = await board.PageAsync(times.At, question, ct);
        var histories = await board.HistoriesAsync(times.Basis, ids, ct);
        var projects = ids.Where(id => histories[id].Count > 0).Select(id => new BoardProject(id, histories[id], times, today)).ToList();
        var steps = await board.StepsAsync(
            projects.SelectMany(project => project.Stretches).SelectMany(stretch => new[] { stretch.KnownFrom, stretch.KnownUntil ?? 0 }).Where(position => position > 0).ToHashSet(), ct);
        var changes = await counting;
        var days = projects.SelectMany(project => project.Days).Concat(changes.Select(change => change.Day));
        return new BoardModel(
            document, Published: true, question, projects, total ?? changes.Sum(change => change.Change), changes, BoardStop.Of(steps), BoardScale.Of(document, days, times.AsOf));
    }
}
