using System.CommandLine;
using Ledger.Postgres;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Indicators;
using Ledger.Server.Plans;
using Ledger.Server.Projects;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>show</c>: one project, indicator or plan with all that is known of it at the two times.</summary>
internal static class ShowCommand
{
    public static Command Create(GlobalOptions global)
    {
        var times = new TwoTimes();
        var id = new Argument<string>("id") { Description = "Id of a project or an indicator, or code of a plan. 编号" };
        var command = new Command("show", """
            Show one project, indicator or plan. 查看

            Examples:
              ledger show wuxi-145
              ledger show wuxi-145.baima-primary --as-of 2022-12-31
            """) { id };
        times.AddTo(command);
        command.SetAction((line, ct) => RunAsync(global.Read(line), times, line, line.GetRequiredValue(id), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, TwoTimes options, ParseResult line, string id, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var times = await options.ReadAsync(line, ledger.Services, ct);
        var queries = ledger.Services.GetRequiredService<LedgerQueries>();
        if (await queries.ProjectAsync(times.At, id, ct) is { } project)
            Print(context, times, new ProjectDetail(project, times), ShowText.Project);
        else if (await queries.IndicatorAsync(times.At, id, ct) is { } indicator)
            PrintIndicator(context, times, indicator);
        else if (await queries.PlanAsync(times.At, id, ct) is { } plan)
            Print(context, times, await DetailAsync(ledger.Services, plan, times, ct), ShowText.Plan);
        else if (await queries.KnowsProjectAsync(id, ct) || await queries.KnowsIndicatorAsync(id, ct) || await queries.KnowsPlanAsync(id, ct))
            throw Unknown.Then(context, id, times);
        else throw Unknown.Id(context, id);
        return ExitCode.Done;
    }

    private static async Task<PlanDetail> DetailAsync(IServiceProvider services, Row<Domain.Plans.Plan.Published> row, Times times, CancellationToken ct)
    {
        var counts = await new LedgerCounts(services.GetRequiredService<LedgerDatabase>()).OfAsync(times.At, [row.Id], ct);
        return new PlanDetail(row, counts.GetValueOrDefault(row.Id, PlanCounts.None), times);
    }

    private static void PrintIndicator(CommandContext context, Times times, Row<Domain.Indicators.Indicator.Defined> row)
    {
        var points = Series.Ordered(row.State);
        var detail = new IndicatorDetail(row, times);
        if (context.AsJson) Json.Write(context.Terminal, new { kind = "indicator", item = detail, points });
        else Print(context, times, detail, (_, _) => ShowText.Indicator(context, detail, points));
    }

    private static void Print<T>(CommandContext context, Times times, T item, Action<CommandContext, T> print)
        where T : class
    {
        if (context.AsJson)
        {
            Json.Write(context.Terminal, new { kind = item is ProjectDetail ? "project" : "plan", item });
            return;
        }

        Heading.Print(context, times);
        Heading.Simulated(context, item is ProjectDetail { Simulated: true } or PlanDetail { Simulated: true } or IndicatorDetail { Simulated: true });
        print(context, item);
    }
}
