using Ledger.Domain.Findings;
using Ledger.Domain.Findings.Rules;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Findings;

/// <summary><c>GET /plans/{code}/findings</c>: what a document gets wrong, with both figures and both places.</summary>
internal static class ShowFindings
{
    private static readonly List<string> Rules = [.. FindingRules.All.Select(rule => rule.Name)];

    private static readonly Parameter Limit = Parameters.Limit with { Default = 200 };

    private static readonly Operation Operation = new("findingsPage", "Pages", "", "",
        Parameters.PlanCode, Parameters.Rule, Parameters.AsOf, Parameters.KnownAt, Limit, Parameters.Cursor);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/plans/{code}/findings", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerQueries queries, EventStore store)
    {
        if (await request.PageAsync(Models.Findings, Models.Plans, Models.Projects, Models.Indicators) is not { } page) return request.Stop!;
        var (code, times) = (request.Values.Text(Parameters.PlanCode)!, page.Times);
        if (await queries.PlanAsync(times.At, code, request.Aborted) is not { } plan)
            return await NotThere.AnswerAsync(store, "plan", code, "published", times, request.Aborted);
        var rows = await queries.FindingsAsync(times.At, code, request.Values.Text(Parameters.Rule), page.After, page.Limit, request.Aborted);
        return context.Page<FindingsPage, FindingsModel>(times, new FindingsModel(
            plan,
            [.. rows.Rows.GroupBy(row => row.State.Rule).OrderBy(group => Rules.IndexOf(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)],
            await NamesAsync(queries, times.Position, rows.Rows, request.Aborted),
            rows.Total,
            rows.More ? page.CursorAfter(rows.Rows[^1].Ordinal) : null));
    }

    // The page is headed by the plan's title: what is about the plan as a whole is named by its code.
    private static async Task<Dictionary<string, string>> NamesAsync(
        LedgerQueries queries, long position, IReadOnlyList<Row<Finding.Open>> rows, CancellationToken ct)
    {
        var subjects = await Subject.OfAllAsync(queries, rows.Select(row => row.State.Subject), position, ct);
        return subjects.ToDictionary(
            subject => subject.Key, subject => StreamName.TypeOf(subject.Key) == Plan.StreamType ? StreamName.IdOf(subject.Key) : subject.Value.Name, StringComparer.Ordinal);
    }
}
