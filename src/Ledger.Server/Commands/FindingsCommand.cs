using System.CommandLine;
using Ledger.Domain.Findings;
using Ledger.Domain.Time;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Findings;
using Ledger.Server.Hosting;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>findings</c>: what the documents get wrong.</summary>
internal static class FindingsCommand
{
    public static Command Create(GlobalOptions global)
    {
        var times = new TwoTimes();
        var plan = new Option<string?>("--plan") { Description = "Code of a plan; all plans by default. 规划" };
        var rule = new Option<string?>("--rule") { Description = "Name of the rule that found it. 规则" };
        var limit = CodeOption.Limit();
        var command = new Command("findings", """
            List what the documents get wrong; figures stay as written. 列出文件中的问题

            Examples:
              ledger findings --plan wuxi-145
              ledger findings --rule unit-contradicts-value --json
            """) { plan, rule, limit };
        times.AddTo(command);
        command.SetAction((line, ct) => RunAsync(global.Read(line), times, line, line.GetValue(plan), line.GetValue(rule), line.GetValue(limit), ct));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, TwoTimes options, ParseResult line, string? plan, string? rule, int limit, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var times = await options.ReadAsync(line, ledger.Services, ct);
        var queries = ledger.Services.GetRequiredService<LedgerQueries>();
        if (plan is not null && !await queries.KnowsPlanAsync(plan, ct)) throw Unknown.Plan(context, plan);
        // Of every plan the ledger ever knew: findings hold from the issue date, which a revision may have moved.
        IEnumerable<string> plans = plan is not null ? [plan] : (await queries.PlansAsync(times.At with { AsOf = DateOnly.MaxValue }, null, ct)).Select(row => row.Id);
        var (total, rows) = (0L, new List<Row<Finding.Open>>());
        foreach (var code in plans)
        {
            var page = await queries.FindingsAsync(times.At, code, rule, 0, Math.Max(1, limit - rows.Count), ct);
            total += page.Total;
            rows.AddRange(page.Rows.Take(limit - rows.Count));
        }

        if (context.AsJson)
            Json.Write(context.Terminal, new Listing<FindingItem>(times.AsOf, times.KnownAt, times.Position, total, [.. rows.Select(FindingItem.Of)], null));
        else Print(context, times, rows, total);
        return ExitCode.Done;
    }

    private static void Print(CommandContext context, Times times, List<Row<Finding.Open>> rows, long total)
    {
        Heading.Print(context, times);
        foreach (var group in rows.GroupBy(row => row.State.Rule))
        {
            context.Terminal.Out.WriteLine();
            context.Terminal.Out.WriteLine($"{group.Key} ({group.Count()})");
            var sheet = new Sheet(context.Terminal)
                .Column(context.Say("位置", "Place"), whole: true).Column(context.Say("文件写作", "Written")).Column(context.Say("应为", "Expected"));
            foreach (var row in group) sheet.Row($"{Place.Of(row.State.Source) ?? "—"}\n{StreamName.IdOf(row.State.Subject)}", row.State.Written, row.State.Expected);
            sheet.Print();
        }

        Heading.Count(context, rows.Count, total, "个问题", "findings");
    }
}
