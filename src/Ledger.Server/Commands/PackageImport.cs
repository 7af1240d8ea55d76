using Ledger.Server.Import;

namespace Ledger.Server.Commands;

/// <summary>Runs imports with a display of how far they are, and shows why one was refused.</summary>
internal static class PackageImport
{
    /// <summary>Imports one package.</summary>
    public static async Task<ImportResult> RunAsync(CommandContext context, IServiceProvider services, string folder, bool dryRun, CancellationToken ct)
    {
        var importer = ActivatorUtilities.CreateInstance<PlanImporter>(services);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        using var display = new ProgressDisplay(context, $"{context.Say("导入", "Importing")} {name}");
        return await importer.ImportAsync(folder, dryRun, new Phases(context, display), ct);
    }

    /// <summary>Every error at its place: a table for people, one document for programs.</summary>
    public static void Complain(CommandContext context, string folder, IReadOnlyList<ImportError> errors)
    {
        if (context.AsJson)
        {
            Json.Write(context.Terminal, new { folder, errors });
            return;
        }

        var sheet = new Sheet(context.Terminal).Column(context.Say("文件", "File"), whole: true).Column(context.Say("行", "Line"), whole: true, right: true)
            .Column(context.Say("列", "Column")).Column(context.Say("原因", "Reason"));
        foreach (var error in errors) sheet.Row(error.File, error.Line > 0 ? $"{error.Line}" : "", error.Column, error.Reason);
        sheet.Print();
        context.Terminal.Error.WriteLine(context.Say(
            $"数据包 {folder} 被拒绝：{errors.Count} 处错误，未写入任何内容。", $"The package {folder} is refused: {errors.Count} {(errors.Count == 1 ? "error" : "errors")}, nothing was written."));
    }

    private sealed class Phases(CommandContext context, IProgress<Step> progress) : IProgress<ImportProgress>
    {
        // A package that the ledger has already is only read: nothing worth a line.
        public void Report(ImportProgress value)
        {
            if (value.Phase != ImportPhase.Reading) progress.Report(new Step(value.Done, value.Total, NameOf(value.Phase)));
        }

        private string NameOf(ImportPhase phase) => phase switch
        {
            ImportPhase.Comparing => context.Say("比对", "comparing"),
            ImportPhase.Deciding => context.Say("判定", "deciding"),
            ImportPhase.Appending => context.Say("写入", "appending"),
            _ => context.Say("完成", "done"),
        };
    }
}
