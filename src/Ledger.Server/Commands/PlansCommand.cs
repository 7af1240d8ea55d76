using System.CommandLine;
using Ledger.Postgres;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Plans;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>plans</c>: the plans and how much the ledger has of each.</summary>
internal static class PlansCommand
{
    public static Command Create(GlobalOptions global)
    {
        var times = new TwoTimes();
        var region = new Option<string?>("--region") { Description = "Name or GB/T 2260 code of a region. 区县" };
        var command = new Command("plans", """
            List the plans. 列出规划

            Examples:
              ledger plans
              ledger plans --as-of 2022-12-31 --json
            """) { region };
        times.AddTo(command);
        command.SetAction((line, ct) => RunAsync(global.Read(line), times, line, line.GetValue(region), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, TwoTimes options, ParseResult line, string? region, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var times = await options.ReadAsync(line, ledger.Services, ct);
        var rows = await ledger.Services.GetRequiredService<LedgerQueries>().PlansAsync(times.At, region, ct);
        var counts = await new LedgerCounts(ledger.Services.GetRequiredService<LedgerDatabase>()).OfAsync(times.At, [.. rows.Select(row => row.Id)], ct);
        var items = rows.Select(row => PlanItem.Of(row, counts.GetValueOrDefault(row.Id, PlanCounts.None))).ToList();
        if (context.AsJson) Json.Write(context.Terminal, new Listing<PlanItem>(times.AsOf, times.KnownAt, times.Position, items.Count, items, null));
        else Print(context, times, items);
        return ExitCode.Done;
    }

    private static void Print(CommandContext context, Times times, List<PlanItem> items)
    {
        Heading.Print(context, times);
        Heading.Simulated(context, items.Any(plan => plan.Simulated));
        if (items.Count > 0)
        {
            var sheet = new Sheet(context.Terminal)
                .Column(context.Say("规划", "Plan"), whole: true).Column(context.Say("标题", "Title")).Column(context.Say("印发", "Issued"), whole: true)
                .Column(context.Say("项目", "Projects"), right: true).Column(context.Say("指标", "Indicators"), right: true).Column(context.Say("问题", "Findings"), right: true);
            foreach (var plan in items)
                sheet.Row(plan.Code, $"{plan.Title}", plan.IssuedOn ?? "—", $"{plan.Projects.Total}", $"{plan.Indicators}", $"{plan.Findings}");
            sheet.Print();
        }

        Heading.Count(context, items.Count, items.Count, "个规划", "plans");
    }
}
