using Ledger.Domain.Accounts;

namespace Ledger.Server.Tests.Pages;

/// <summary>One page as tests look at it.</summary>
/// <param name="Pattern">Its route.</param>
/// <param name="Path">An address with something to see.</param>
/// <param name="Heading">What its first heading holds, in Chinese.</param>
/// <param name="Role">In which role its reader is signed in; null if not at all.</param>
/// <param name="Timed">Whether it is about the two times.</param>
internal sealed record PageAddress(string Pattern, string Path, string Heading, Role? Role = null, bool Timed = true);

/// <summary>Every page. One that is not here fails the tests: add a line, and it is looked at in both languages, narrow, dark and without script.</summary>
internal static class PageAddresses
{
    private const string Record = "wuxi-145.urban-kindergartens";

    public static IReadOnlyList<PageAddress> All { get; } =
    [
        new("/", "/", "各区县教育规划的建设项目与指标"),
        new("/search", "/search?q=白马", "查找“白马”"),
        new("/projects/{id}", "/projects/wuxi-145.baima-primary", "巫溪县白马小学校建设项目"),
        new("/entries/{position}", "/entries/553", "第 553 条记录"),
        new("/plans/{code}/indicators", "/plans/wuxi-145/indicators", "指标"),
        new("/indicators/{id}", "/indicators/wuxi-145.gross-enrolment-senior-high", "高中阶段毛入学率"),
        new("/compare", "/compare?plan=wuxi-145&to=2022-12-31", "对比", Timed: false),
        new("/plans/{code}/findings", "/plans/wuxi-145/findings", "规划文本的疑点"),
        new("/record", "/record?q=小学", "填报", Role.Recorder, Timed: false),
        new("/projects/{id}/record", $"/projects/{Record}/record?type=construction_started", "开工", Role.Recorder, Timed: false),
        new("/projects/{id}/record", $"/projects/{Record}/record", "填报什么", Role.Recorder, Timed: false),
        new("/indicators/{id}/record", "/indicators/wuxi-145.gross-enrolment-senior-high/record?type=value_reported", "实际值", Role.Recorder, Timed: false),
        new("/plans/{code}/projects/new", "/plans/wuxi-145/projects/new", "新项目列入规划", Role.Recorder, Timed: false),
        new("/plans/{code}/indicators/new", "/plans/wuxi-145/indicators/new", "设立指标", Role.Recorder, Timed: false),
        new("/plans/{code}/periods", "/plans/wuxi-145/periods", "关账", Role.Reviewer, Timed: false),
        new("/plans/{code}/evaluations", "/plans/wuxi-145/evaluations", "评估发布", Role.Reviewer, Timed: false),
        new("/entries/{position}/void", "/entries/2/void", "作废记录", Role.Recorder, Timed: false),
        new("/entries/{position}/correct", "/entries/2/correct", "更正记录", Role.Recorder, Timed: false),
        new("/entries/{position}/evidence", "/entries/2/evidence", "上传佐证", Role.Recorder, Timed: false),
        new("/review", "/review", "待审核的记录", Role.Reviewer, Timed: false),
        new("/api-guide", "/api-guide", "接口示例", Timed: false),
        new("/audit", "/audit?limit=20&plan=wuxi-145", "审计", Role.Supervisor, Timed: false),
        new("/audit/reads", "/audit/reads?limit=20", "查阅记录", Role.Supervisor, Timed: false),
        new("/accounts", "/accounts", "账号", Role.Administrator, Timed: false),
        new("/accounts/{name}", "/accounts/tester.administrator", "tester.administrator", Role.Administrator, Timed: false),
        new("/keys", "/keys", "全部密钥", Role.Supervisor, Timed: false),
        new("/account", "/account", "我的账号", Role.Recorder, Timed: false),
        new("/live", "/live?plan=wuxi-145&type=project_planned", "新的记录", Timed: false),
        new("/subscriptions", "/subscriptions", "全部订阅", Role.Supervisor, Timed: false),
        new("/subscriptions/{id}", SubscriptionWorld.Path, SubscriptionWorld.Name, Role.Administrator, Timed: false),
        new("/plans/{code}", "/plans/wuxi-145", "巫溪县教育事业发展“十四五”规划"),
    ];
}
