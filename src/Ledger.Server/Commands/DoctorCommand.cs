using System.CommandLine;
using Ledger.Domain.Entries;
using Ledger.Postgres;
using Ledger.Postgres.Doctor;
using Ledger.Server.Commands.Doctor;
using Ledger.Server.Hosting;

namespace Ledger.Server.Commands;

/// <summary><c>doctor</c>: looks at everything, changes nothing, and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create(GlobalOptions global)
    {
        var full = new Option<bool>("--full") { Description = "Hold the rows of every stream against the fold, and every file against its hash, not a sample. 全部检查" };
        var command = new Command("doctor", """
            Check installation, database, log and read models; changes nothing. 体检

            Exit code 1 if something is broken, 0 if not, also with warnings.

            Examples:
              ledger doctor
              ledger doctor --full --json
            """) { full };
        command.SetAction((line, ct) => RunAsync(global.Read(line), line.GetValue(full), ct));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, bool full, CancellationToken ct)
    {
        var checks = InstallationChecks.Run(context.Location).ToList();
        await using (var ledger = await context.OpenAsFoundAsync(ct))
        {
            var database = ledger.Services.GetRequiredService<LedgerDatabase>();
            checks.AddRange(await DatabaseChecks.RunAsync(database, ct));
            // Without its schema there is neither log nor read model to look at.
            if (!checks.Exists(check => check is { Area: "database", Outcome: Outcome.Fail, Name: "Schema" or "Version" }))
            {
                checks.AddRange(await LogChecks.RunAsync(database, ct));
                checks.AddRange(await EvidenceChecks.RunAsync(database, full, ct));
                checks.AddRange(await ReadModelChecks.RunAsync(ledger.Services, ct));
                using var display = new ProgressDisplay(context, context.Say("核对", "Comparing"));
                checks.Add(await new FoldCheck(ledger.Services, full).RunAsync(display, ct));
            }
        }

        var failed = checks.Exists(check => check.Outcome == Outcome.Fail);
        if (context.AsJson) Json.Write(context.Terminal, new { healthy = !failed, checks });
        else Print(context, checks);
        return failed ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Print(CommandContext context, List<Check> checks)
    {
        var sheet = new Sheet(context.Terminal).Column("", whole: true).Column(context.Say("检查", "Check"), whole: true).Column(context.Say("结果", "Found"));
        foreach (var check in checks)
            sheet.Row(Code<Outcome>.Of(check.Outcome), check.Name.Replace(' ', '\u00A0'), check.Remedy is null ? check.Found : $"{check.Found}\n{check.Remedy}");
        sheet.Print();
        var (fails, warnings) = (checks.Count(check => check.Outcome == Outcome.Fail), checks.Count(check => check.Outcome == Outcome.Warn));
        context.Terminal.Out.WriteLine(context.Say(
            $"{checks.Count} 项检查，{fails} 项失败，{warnings} 项警告。", $"{checks.Count} checks, {fails} failed, {warnings} warnings."));
    }
}
