using Ledger.Domain.Accounts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary>Where recording begins: the plans of one's regions, and what was looked for in them.</summary>
/// <param name="Plans">The plans.</param>
/// <param name="Projects">Projects found.</param>
/// <param name="Indicators">Indicators found.</param>
/// <param name="More">Whether there are more than are shown.</param>
internal sealed record RecordStartModel(
    IReadOnlyList<Row<Plan.Published>> Plans, IReadOnlyList<Row<Project.Known>> Projects, IReadOnlyList<Row<Indicator.Defined>> Indicators, bool More);

/// <summary><c>GET /record</c></summary>
internal static class ShowRecordStart
{
    private const int Shown = 30;

    private static readonly Parameter Text = Parameters.ProjectText;

    private static readonly Operation Operation = new("recordStartPage", "Pages", "", "", Text);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage(FormAddresses.Start, Operation, HandleAsync).RequireRole(Role.Recorder);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerQueries queries)
    {
        if (await request.KnownAsync(request.Today, false, Parameters.KnownAt, Models.Plans, Models.Projects, Models.Indicators) is not { } times) return request.Stop!;
        var at = times.At with { AsOf = DateOnly.MaxValue };
        var caller = context.RequiredCaller();
        var plans = (await queries.PlansAsync(at, ct: request.Aborted)).Where(plan => caller.Is(Role.Recorder, plan.State.Document.Region)).ToList();
        if (request.Values.Text(Text) is not { } text || plans.Count == 0) return context.Page<RecordStartPage, RecordStartModel>(null, new RecordStartModel(plans, [], [], false));
        IReadOnlyList<string> codes = [.. plans.Select(plan => plan.Id)];
        var projects = await queries.ProjectsAsync(at, new ProjectFilter(codes, Text: text), 0, Shown, request.Aborted);
        var indicators = await queries.IndicatorsAsync(at, new IndicatorFilter(codes, Text: text), 0, Shown, request.Aborted);
        return context.Page<RecordStartPage, RecordStartModel>(null, new RecordStartModel(plans, projects.Rows, indicators.Rows, projects.More || indicators.More));
    }
}
