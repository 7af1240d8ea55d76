using System.CommandLine;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Import;

namespace Ledger.Server.Commands;

/// <summary><c>import</c>: brings a data package into the ledger, whole or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create(GlobalOptions global)
    {
        var folder = new Argument<string>("folder") { Description = "Folder with datapackage.json. 数据包目录" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what it would do and write nothing. 试运行" };
        var command = new Command("import", """
            Import a plan from a data package: all of it, or nothing. 导入规划数据包

            Importing it again adds nothing; importing a changed package appends the differences as revisions.
            How a package is written: docs/reference/data-packages.md.

            Examples:
              ledger import ./my-district-145 --dry-run
              ledger import ./my-district-145
            """) { folder, dryRun };
        command.SetAction((line, ct) => RunAsync(global.Read(line), line.GetRequiredValue(folder), line.GetValue(dryRun), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string folder, bool dryRun, CancellationToken ct)
    {
        // A slip in the name is told before a database is started for it.
        if (!Directory.Exists(folder)) throw new LedgerFailure(ExitCode.Failed, context.Say($"没有目录 {Path.GetFullPath(folder)}。", $"There is no folder {Path.GetFullPath(folder)}."));
        await using var ledger = await context.OpenAsync(ct);
        var result = await PackageImport.RunAsync(context, ledger.Services, folder, dryRun, ct);
        if (result is ImportResult.Refused refused)
        {
            PackageImport.Complain(context, folder, refused.Errors);
            return ExitCode.Failed;
        }

        var report = ((ImportResult.Done)result).Report;
        if (report.LastPosition is not null) await ledger.Services.GetRequiredService<ReadModelCatalog>().CatchUpAsync(ct);
        if (context.AsJson) Json.Write(context.Terminal, report);
        else ImportReportText.Print(context, report);
        return ExitCode.Done;
    }
}
