using System.CommandLine;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Simulations;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Projects;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>projects</c>: the capital projects as they stood at any two times.</summary>
internal sealed class ProjectsCommand
{
    private readonly TwoTimes _times = new();
    private readonly Option<string?> _plan = new("--plan") { Description = "Code of a plan. 规划" };
    private readonly Option<string?> _region = new("--region") { Description = "Name or GB/T 2260 code of a region. 区县" };
    private readonly Option<Category?> _category = CodeOption.Of<Category>("--category", "学段");
    private readonly Option<Nature?> _nature = CodeOption.Of<Nature>("--nature", "建设性质");
    private readonly Option<Stage?> _stage = CodeOption.Of<Stage>("--stage", "项目进展");
    private readonly Option<bool?> _committed = new("--committed") { Description = "★: true or false. 承诺完成", HelpName = "true|false" };
    private readonly Option<string?> _text = new("--q") { Description = "Words in name, id, facility, site or responsible unit. 关键词", HelpName = "words" };
    private readonly Option<bool?> _simulated = new("--simulated") { Description = "true: only what is simulated. Without --plan or --region only what is real. 模拟", HelpName = "true|false" };
    private readonly Option<int> _limit = CodeOption.Limit();

    public static Command Create(GlobalOptions global) => new ProjectsCommand().Build(global);

    private Command Build(GlobalOptions global)
    {
        var command = new Command("projects", """
            List the projects as they stood at any two times. 列出建设项目

            Examples:
              ledger projects --plan wuxi-145 --stage under-construction
              ledger projects --category preschool --as-of 2022-12-31
              ledger projects --q 小学 --json
            """) { _plan, _region, _category, _nature, _stage, _committed, _text, _simulated, _limit };
        _times.AddTo(command);
        command.SetAction((line, ct) => RunAsync(global.Read(line), line, ct));
        return command;
    }

    private async Task<int> RunAsync(CommandContext context, ParseResult line, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var times = await _times.ReadAsync(line, ledger.Services, ct);
        var queries = ledger.Services.GetRequiredService<LedgerQueries>();
        var filter = new ProjectFilter(
            line.GetValue(_plan) is { } plan ? [plan] : null, line.GetValue(_category), line.GetValue(_nature), line.GetValue(_stage),
            line.GetValue(_committed), line.GetValue(_text),
            Apart.Which(line.GetValue(_simulated), line.GetValue(_plan) is not null || line.GetValue(_region) is not null));
        if (filter.Plans is [var code] && !await queries.KnowsPlanAsync(code, ct)) throw Unknown.Plan(context, code);
        if (line.GetValue(_region) is { } region)
            filter = filter with { Plans = await PlansOfRegion.FindAsync(queries, region, times.Position, filter.Plans, ct) };
        var page = await queries.ProjectsAsync(times.At, filter, 0, line.GetValue(_limit), ct);
        if (context.AsJson)
            Json.Write(context.Terminal, new Listing<ProjectItem>(times.AsOf, times.KnownAt, times.Position, page.Total, [.. page.Rows.Select(ProjectItem.Of)], null));
        else Print(context, times, page);
        return ExitCode.Done;
    }

    private static void Print(CommandContext context, Times times, Page<Project.Known> page)
    {
        Heading.Print(context, times);
        Heading.Simulated(context, page.Rows.Any(row => Simulated.IsPlan(row.State.Plan)));
        if (page.Rows.Count > 0)
        {
            var sheet = new Sheet(context.Terminal)
                .Column(context.Say("项目", "Project"), whole: true).Column(context.Say("进展", "Stage")).Column(context.Say("性质与年限", "Nature, years"));
            foreach (var row in page.Rows)
                sheet.Row(
                    $"{(row.State.Schedule.Committed == true ? "★" : "")}{row.State.Name}\n{row.Id}",
                    context.Language.Of(row.State.Stage) + (row.State.Percent is { } percent ? $" {percent.Value}%" : ""),
                    $"{(row.State.Scope.Nature is { } nature ? context.Language.Of(nature) : "—")}\n{Years(row.State.Schedule)}");
            sheet.Print();
        }

        Heading.Count(context, page.Rows.Count, page.Total, "个项目", "projects");
    }

    private static string Years(Schedule schedule) => (schedule.Start, schedule.End) switch
    {
        (null, null) => "",
        var (start, end) => start == end ? $"{start}" : $"{start}–{end}",
    };
}
