using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Compare;
using Ledger.Server.Hosting;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>compare</c>: what differs in a plan between two times; the same answer as the API's.</summary>
internal sealed class CompareCommand
{
    private readonly Option<string> _plan = new("--plan") { Description = "Code of the plan. 规划", Required = true };
    private readonly Option<DateOnly?> _from = TwoTimes.Date("--from", "Day of the earlier side; first day of the plan's period by default. 起");
    private readonly Option<DateOnly?> _to = TwoTimes.Date("--to", "Day of the later side; today by default. 止");
    private readonly Option<Knowledge?> _knownFrom = TwoTimes.Known("--known-from", "What the ledger knew, for the earlier side; now by default. 起点的记录时间");
    private readonly Option<Knowledge?> _knownTo = TwoTimes.Known("--known-to", "What the ledger knew, for the later side; now by default. 终点的记录时间");

    public static Command Create(GlobalOptions global) => new CompareCommand().Build(global);

    private Command Build(GlobalOptions global)
    {
        var command = new Command("compare", """
            What differs in a plan between two days, or between what was known at two times. 比较两个时点

            Examples:
              ledger compare --plan wuxi-145 --from 2021-01-01 --to 2022-12-31
              ledger compare --plan wuxi-145 --from 2022-12-31 --to 2022-12-31 --known-from 100
            """) { _plan, _from, _to, _knownFrom, _knownTo };
        command.SetAction((line, ct) => RunAsync(global.Read(line), line, ct));
        return command;
    }

    private async Task<int> RunAsync(CommandContext context, ParseResult line, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var (services, code) = (ledger.Services, line.GetRequiredValue(_plan));
        var queries = services.GetRequiredService<LedgerQueries>();
        var later = await TwoTimes.FindAsync(line.GetValue(_to), line.GetValue(_knownTo), "--known-to", services, ct);
        if (await queries.PlanAsync(later.At with { AsOf = DateOnly.MaxValue }, code, ct) is not { } plan) throw Unknown.Plan(context, code);
        var earlier = await TwoTimes.FindAsync(
            line.GetValue(_from) ?? plan.State.Document.PeriodStart, line.GetValue(_knownFrom), "--known-from", services, ct);
        var comparison = await CompareTimes.CompareAsync(queries, services.GetRequiredService<EventStore>(), code, earlier, later, ct);
        if (context.AsJson) Json.Write(context.Terminal, comparison);
        else Print(context, comparison);
        return ExitCode.Done;
    }

    private static void Print(CommandContext context, Comparison comparison)
    {
        var output = context.Terminal.Out;
        output.WriteLine(context.Say(
            $"{comparison.Plan}：{TimeText.Of(comparison.From)}（位置 {comparison.PositionFrom}）→ {TimeText.Of(comparison.To)}（位置 {comparison.PositionTo}）",
            $"{comparison.Plan}: {TimeText.Of(comparison.From)} (position {comparison.PositionFrom}) → {TimeText.Of(comparison.To)} (position {comparison.PositionTo})"));
        Heading.Simulated(context, comparison.Simulated);
        List(context, "+", context.Say("新增", "Added"), comparison.Added);
        List(context, "−", context.Say("减少", "Removed"), comparison.Removed);
        if (comparison.Changed.Count == 0) return;
        output.WriteLine();
        output.WriteLine($"{context.Say("变化", "Changed")} ({comparison.Changed.Count})");
        var sheet = new Sheet(context.Terminal)
            .Column(context.Say("字段", "Field"), whole: true).Column(context.Say("之前", "Before")).Column(context.Say("之后", "After")).Column(context.Say("依据", "Entries"), whole: true, right: true);
        foreach (var item in comparison.Changed)
        {
            sheet.Row($"{item.Name}\n{item.Id}", "", "", string.Join('\n', item.Entries.Select(entry => $"{entry.Position}")));
            foreach (var field in item.Fields) sheet.Row($"  {field.Field}", Text(field.Before), Text(field.After));
        }

        sheet.Print();
    }

    private static void List(CommandContext context, string sign, string title, IReadOnlyList<ComparedItem> items)
    {
        if (items.Count == 0) return;
        context.Terminal.Out.WriteLine();
        context.Terminal.Out.WriteLine($"{title} ({items.Count})");
        foreach (var item in items) context.Terminal.Out.WriteLine($"{sign} {Sheet.Clean(item.Name)}  [{item.Id}]");
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "—",
        JsonObject figure => $"{figure["period"]} {figure["asWritten"] ?? figure["value"]}".Trim(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(WebJson.Options),
    };
}
