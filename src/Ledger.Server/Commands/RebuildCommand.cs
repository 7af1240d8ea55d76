using System.CommandLine;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;

namespace Ledger.Server.Commands;

/// <summary><c>rebuild</c>: makes the read models anew from the log and says whether they came out the same.</summary>
internal static class RebuildCommand
{
    public static Command Create(GlobalOptions global)
    {
        var command = new Command("rebuild", """
            Make the read models anew from the log, beside the present ones, and swap them in. 重建读模型

            Exit code 1 if a rebuilt model differs from the one it replaces.

            Examples:
              ledger rebuild
              ledger rebuild --json
            """);
        command.SetAction((line, ct) => RunAsync(global.Read(line), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken ct)
    {
        await using var ledger = await context.OpenExistingAsync(ct);
        var catalog = ledger.Services.GetRequiredService<ReadModelCatalog>();
        RebuildReport report;
        using (var display = new ProgressDisplay(context, context.Say("重建", "Rebuilding"))) report = await catalog.RebuildAsync(new Positions(display), ct);
        if (context.AsJson) Json.Write(context.Terminal, Document(report));
        else Print(context, report);
        return report.Differing.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static object Document(RebuildReport report) => new
    {
        comparedAt = report.Position,
        reproduced = report.Differing.Count == 0,
        models = report.Models.Select(model => new
        {
            model.Name, model.CodeVersion, model.Position, digest = Convert.ToHexStringLower(model.Digest), reproduced = !report.Differing.Contains(model.Name),
        }),
    };

    private static void Print(CommandContext context, RebuildReport report)
    {
        var sheet = new Sheet(context.Terminal)
            .Column(context.Say("读模型", "Model"), whole: true).Column(context.Say("位置", "Position"), right: true)
            .Column(context.Say("摘要", "Digest"), whole: true).Column(context.Say("与原先", "Compared"));
        foreach (var model in report.Models)
            sheet.Row(model.Name, $"{model.Position}", Convert.ToHexStringLower(model.Digest)[..16] + "…",
                report.Differing.Contains(model.Name) ? context.Say("不同", "differs") : context.Say("相同", "reproduced"));
        sheet.Print();
        context.Terminal.Out.WriteLine(report.Differing.Count == 0
            ? context.Say($"已重建；截至位置 {report.Position} 与原先完全相同。", $"Rebuilt; up to position {report.Position} the rows are what they were.")
            : context.Say(
                $"已重建；与原先不同：{string.Join("、", report.Differing)}。原先的读模型有误，现已更正。",
                $"Rebuilt; these differ from what they were: {string.Join(", ", report.Differing)}. The old rows were wrong and have been replaced."));
    }

    private sealed class Positions(IProgress<Step> progress) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => progress.Report(new Step(value.Position, value.Head));
    }
}
