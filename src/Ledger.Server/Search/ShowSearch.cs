using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Pages;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Search;

/// <summary><c>GET /search</c>: projects and indicators of all plans by words.</summary>
internal static class ShowSearch
{
    public const int Most = 50;

    private static readonly Parameter Text = Parameters.ProjectText with { MaxLength = 100 };

    private static readonly Operation Operation = new("searchPage", "Pages", "", "",
        Text, Apart.Only, Parameters.AsOf, Parameters.KnownAt, Parameters.Basis);

    public static void Map(IEndpointRouteBuilder app) => app.MapPage("/search", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, LedgerQueries queries)
    {
        var text = request.Values.Text(Text);
        var simulated = Apart.Which(request.Values.Flag(Apart.Only), named: false);
        if (await request.TimesAsync(Models.Projects, Models.Indicators, Models.Plans) is not { } times) return request.Stop!;
        if (text is null) return context.Page<SearchPage, SearchModel>(times, new SearchModel(null, [], 0, [], 0));
        var projects = await queries.ProjectsAsync(times.At, new ProjectFilter(Text: text, Simulated: simulated), 0, Most, request.Aborted);
        var indicators = await queries.IndicatorsAsync(times.At, new IndicatorFilter(Text: text, Simulated: simulated), 0, Most, request.Aborted);
        return context.Page<SearchPage, SearchModel>(times, new SearchModel(text, projects.Rows, projects.Total, indicators.Rows, indicators.Total));
    }
}

/// <summary>What the page of a search shows.</summary>
/// <param name="Text">What was looked for; null where nothing was.</param>
/// <param name="Projects">The first projects found.</param>
/// <param name="ProjectsTotal">How many there are.</param>
/// <param name="Indicators">The first indicators found.</param>
/// <param name="IndicatorsTotal">How many there are.</param>
internal sealed record SearchModel(
    string? Text, IReadOnlyList<Row<Project.Known>> Projects, long ProjectsTotal, IReadOnlyList<Row<Indicator.Defined>> Indicators, long IndicatorsTotal);
