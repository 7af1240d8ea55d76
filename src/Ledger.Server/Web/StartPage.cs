using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Plans;

namespace Ledger.Server.Web;

/// <summary><c>GET /</c>: the plans at two times, without script. The pages of a later issue take its place.</summary>
internal static class StartPage
{
    private static readonly Operation Operation = new("start", "Pages", "", "", Parameters.AsOf, Parameters.KnownAt);

    private static readonly Dictionary<string, string> StageNames = new(StringComparer.Ordinal)
    {
        ["planned"] = "规划", ["preliminary-works"] = "前期", ["site-selection"] = "选址", ["approved"] = "立项", ["feasibility-approved"] = "可研",
        ["drawings-under-review"] = "施工图审查", ["drawings-approved"] = "施工图已审", ["under-construction"] = "在建", ["built"] = "建成",
        ["in-use"] = "投用", ["suspended"] = "停工", ["cancelled"] = "取消", ["merged-away"] = "撤并",
    };

    public static void MapStartPage(this IEndpointRouteBuilder app) => app.MapGet("/", HandleAsync).WithMetadata(Operation).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(HttpContext context, LedgerQueries queries, LedgerCounts counts)
    {
        // A plain form sends its empty fields too; here they mean what leaving them out means.
        context.Request.QueryString = QueryString.Create(context.Request.Query.Where(pair => pair.Value != "").SelectMany(
            pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value)));
        var request = (await ApiRequest.BindAsync(context))!;
        if (await request.TimesAsync(Models.Plans, Models.Projects, Models.Indicators, Models.Findings) is not { } times)
        {
            if (request.Values.Errors.Count == 0) return request.Stop!;
            context.Response.Headers.CacheControl = "no-store";
            return Results.Content(Page(request, null, Wrong(request.Values.Errors)), "text/html; charset=utf-8", Encoding.UTF8, 400);
        }

        var rows = await queries.PlansAsync(times.At, ct: request.Aborted);
        var counted = await counts.OfAsync(times.At, [.. rows.Select(row => row.Id)], request.Aborted);
        var plans = rows.Select(row => PlanItem.Of(row, counted.GetValueOrDefault(row.Id, PlanCounts.None)));
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Content(Page(request, times, string.Concat(plans.Select(plan => Card(plan, Suffix(request))))), "text/html; charset=utf-8");
    }

    private static string Page(ApiRequest request, Times? times, string body) => $"""
        <!doctype html>
        <html lang="zh-Hans">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>工程进度台账 · Ledger</title>
          <link rel="stylesheet" href="/css/ledger.css">
        </head>
        <body>
          <header><h1>工程进度台账</h1><p>The project-progress ledger of public works</p></header>
          <main>
            <form method="get" action="/">
              <label>业务日期 <small>as of</small> <input type="date" name="asOf" value="{Text(request.Values.Text(Parameters.AsOf) ?? $"{request.Today:yyyy-MM-dd}")}"></label>
              <label>记录时间 <small>known at (position or instant)</small> <input name="knownAt" maxlength="64" placeholder="现在 now" value="{Text(request.Values.Text(Parameters.KnownAt) ?? "")}"></label>
              <button>查看 <small>show</small></button>
            </form>
            {(times is null ? "" : Stamp(times))}
            {(body.Length > 0 ? body : "<p class=\"note\">此时尚无规划。<small>No plan is known at these times.</small></p>")}
            <nav><a href="/scalar">接口说明 <small>API reference</small></a> <a href="/api/v1/plans{Text(Suffix(request))}">规划数据 <small>plans as JSON</small></a>
              <a href="/health/ready">运行状况 <small>health</small></a></nav>
          </main>
        </body>
        </html>
        """;

    private static string Stamp(Times times) => string.Create(CultureInfo.InvariantCulture,
        $"<p class=\"stamp\">{times.AsOf:yyyy年M月d日}的情况，据第 {times.Position} 条及以前的记录。<small>As of {times.AsOf:yyyy-MM-dd}, from the entries up to position {times.Position}{(times.KnownAt is { } at ? $" ({WebJson.Text(at)})" : "")}.</small></p>");

    private static string Card(PlanItem plan, string suffix)
    {
        var query = suffix.Length == 0 ? "" : "&" + suffix[1..];
        var stages = plan.Projects.ByStage.Select(stage => string.Create(CultureInfo.InvariantCulture,
            $"<li><a href=\"/api/v1/projects?plan={Text(plan.Code + "&stage=" + stage.Key + query)}\"><b>{stage.Value}</b> {StageNames[stage.Key]} <small>{stage.Key}</small></a></li>"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <section>
              <h2>{Text(plan.Region)} <small>{Text(plan.Code)}{(plan.Simulated ? " · 模拟数据 simulated" : "")}</small></h2>
              <p>{Text(plan.Title)}{(plan.DocumentNumber is { } number ? " · " + Text(number) : "")} · {plan.Period.Start.Year}—{plan.Period.End.Year}</p>
              <ul class="stages">{string.Concat(stages)}</ul>
              <p class="links"><a href="/api/v1/projects?plan={Text(plan.Code + query)}">{plan.Projects.Total} 个项目 <small>projects</small></a>
                <a href="/api/v1/indicators?plan={Text(plan.Code + query)}">{plan.Indicators} 项指标 <small>indicators</small></a>
                <a href="/api/v1/plans/{Text(plan.Code)}/findings{Text(suffix)}">{plan.Findings} 处疑点 <small>findings</small></a>
                <a href="/api/v1/compare?plan={Text(plan.Code)}">期初至今 <small>what changed</small></a></p>
            </section>
            """);
    }

    private static string Wrong(IReadOnlyList<ParameterError> errors) =>
        string.Concat(errors.Select(error => $"<p class=\"note wrong\">{Text(error.Detail)}</p>"));

    private static string Suffix(ApiRequest request) => QueryString.Create(
        new[] { Parameters.AsOf, Parameters.KnownAt }.Where(p => request.Values.Text(p) is not null)
            .Select(p => KeyValuePair.Create(p.Name, request.Values.Text(p)))).ToString();

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
