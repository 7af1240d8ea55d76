using System.CommandLine;
using System.Globalization;
using Ledger.Domain.Audit;
using Ledger.Postgres;
using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Simulation;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>simulate</c>: writes the course of a fictional district, so that there is something to look at.</summary>
internal static class SimulateCommand
{
    private const int MostSeed = 999_999;

    public static Command Create(GlobalOptions global)
    {
        var seed = new Option<int>("--seed")
        {
            Description = $"Which course, 1 to {MostSeed}; 1 by default. The same seed gives the same course. 随机种子",
            HelpName = "n",
            DefaultValueFactory = _ => 1,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MostSeed) return n;
                result.AddError($"--seed takes a number from 1 to {MostSeed}; '{text}' is none.");
                return 0;
            },
        };
        var until = TwoTimes.Date("--until", "The last day of the course, in Asia/Shanghai; today by default. A later one adds to what is there. 截止日期");
        var command = new Command("simulate", """
            Write the plausible course of a fictional district, marked as simulated throughout. 模拟一个虚构区县

            It is never mixed with a real plan, and is removed only by removing the ledger. What it holds: docs/guides/simulation.md.

            Examples:
              ledger simulate
              ledger simulate --seed 7 --until 2024-06-30
            """) { seed, until };
        command.SetAction((line, ct) => RunAsync(global.Read(line), line.GetValue(seed), line.GetValue(until), ct));
        return command;
    }

    /// <summary>The sentence that offers it to those who have just begun.</summary>
    public static string Offer(CommandContext context)
    {
        var line = context.Data is { } folder ? $"ledger simulate --data {folder}" : "ledger simulate";
        return context.Say($"想先看一个完整的例子：{line} 写入一个虚构区县的建设过程，处处标明为模拟。", $"For an example to look at: '{line}' writes the course of a fictional district, marked as simulated throughout.");
    }

    private static async Task<int> RunAsync(CommandContext context, int seed, DateOnly? asked, CancellationToken ct)
    {
        var today = TimeProvider.System.Today();
        var until = asked ?? today;
        if (until > today || until < Office.Opened) throw new LedgerFailure(ExitCode.Usage, context.Say(
            $"--until 须在 {TimeText.Of(Office.Opened)} 与今天（{TimeText.Of(today)}）之间。", $"--until is a day from {TimeText.Of(Office.Opened)} to today, {TimeText.Of(today)}."));
        await using var ledger = await context.OpenAsync(ct);
        var simulator = new Simulator(ledger.Services.GetRequiredService<EventStore>(), ledger.Services.GetRequiredService<LedgerDatabase>());
        SimulationReport report;
        using (var display = new ProgressDisplay(context, context.Say("模拟", "Simulating")))
            report = await simulator.RunAsync(seed, until, new Steps(display), ct);
        if (report.LastPosition is not null) await ledger.Services.GetRequiredService<ReadModelCatalog>().CatchUpAsync(ct);
        var flags = await FlagsAsync(ledger.Services, report.Plan, ct);
        if (context.AsJson) Json.Write(context.Terminal, new { report.Plan, report.Seed, report.Until, report.Projects, report.Indicators, report.Entries, report.FirstPosition, report.LastPosition, flags });
        else Print(context, report, flags);
        return ExitCode.Done;
    }

    private static async Task<IReadOnlyDictionary<string, int>> FlagsAsync(IServiceProvider services, string plan, CancellationToken ct)
    {
        var head = await services.GetRequiredService<EventStore>().HeadAsync(ct);
        var counts = AuditFlags.Names.ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        var lines = new LedgerAudit(services.GetRequiredService<LedgerDatabase>()).ReadAsync(new AuditRange(0, head.Position, NewestFirst: false), new AuditFilter(Plans: [plan]), head, ct);
        await foreach (var line in lines)
            foreach (var flag in line.Flags) counts[flag]++;
        return counts;
    }

    private static void Print(CommandContext context, SimulationReport report, IReadOnlyDictionary<string, int> flags)
    {
        var total = report.Entries.Values.Sum();
        context.Terminal.Out.WriteLine(total == 0
            ? context.Say($"{report.Plan}：台账中已有截至 {TimeText.Of(report.Until)} 的全部内容，未新增。", $"{report.Plan}: the ledger has all of it until {TimeText.Of(report.Until)}; nothing is added.")
            : context.Say(
                $"{report.Plan}（模拟）：{report.Projects} 个项目、{report.Indicators} 项指标，截至 {TimeText.Of(report.Until)}；新增 {total} 条，位置 {report.FirstPosition}–{report.LastPosition}。",
                $"{report.Plan} (simulated): {report.Projects} projects, {report.Indicators} indicators, until {TimeText.Of(report.Until)}; {total} entries added at positions {report.FirstPosition} to {report.LastPosition}."));
        if (total == 0) return;
        var sheet = new Sheet(context.Terminal).Column(context.Say("条目", "Entry"), whole: true).Column(context.Say("数量", "Count"), right: true);
        foreach (var (type, count) in report.Entries) sheet.Row(type, $"{count}");
        sheet.Print();
        var flagged = new Sheet(context.Terminal).Column(context.Say("审计标记", "Audit flag"), whole: true).Column(context.Say("条目", "Entries"), right: true);
        foreach (var (flag, count) in flags) flagged.Row(flag, $"{count}");
        flagged.Print();
        context.Terminal.Out.WriteLine(context.Say("每一条都标明为模拟，不与真实规划混合；只有删除整个台账才能移除。", "Every entry is marked as simulated and mixes with no real plan; only removing the ledger removes it."));
    }

    private sealed class Steps(IProgress<Step> display) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value) => display.Report(new Step(value.Done, value.Total));
    }
}
