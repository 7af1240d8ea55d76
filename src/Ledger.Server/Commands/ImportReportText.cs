using Ledger.Server.Import;

namespace Ledger.Server.Commands;

/// <summary>What an import did, for people.</summary>
internal static class ImportReportText
{
    public static void Print(CommandContext context, ImportReport report)
    {
        context.Terminal.Out.WriteLine(Sentence(context, report));
        if (report.Outcome == ImportOutcome.Unchanged) return;
        var sheet = new Sheet(context.Terminal).Column(context.Say("条目", "Entry"), whole: true).Column(context.Say("数量", "Count"), right: true);
        foreach (var (type, count) in report.Entries) sheet.Row(type, $"{count}");
        foreach (var (rule, count) in report.Findings) sheet.Row($"  {rule}".Replace(' ', '\u00A0'), $"{count}");
        sheet.Print();
    }

    /// <summary>What was done, in one sentence.</summary>
    public static string Sentence(CommandContext context, ImportReport report)
    {
        var total = report.Entries.Values.Sum();
        return (report.Outcome, report.DryRun) switch
        {
            (ImportOutcome.Unchanged, _) => context.Say($"{report.Plan}：台账中已有全部内容，未新增。", $"{report.Plan}: the ledger has it all already; nothing is added."),
            (_, true) => context.Say($"{report.Plan}：将新增 {total} 条（试运行，未写入）。", $"{report.Plan}: {total} entries would be added (dry run, nothing was written)."),
            _ => context.Say(
                $"{report.Plan}：新增 {total} 条，位置 {report.FirstPosition}–{report.LastPosition}。",
                $"{report.Plan}: {total} entries added at positions {report.FirstPosition} to {report.LastPosition}."),
        };
    }
}
