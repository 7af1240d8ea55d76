using System.CommandLine;
using System.CommandLine.Help;
using Ledger.Server.Hosting;

namespace Ledger.Server.Commands;

/// <summary>The program: one command line in, one exit code out.</summary>
internal static class CommandLine
{
    private static readonly Func<GlobalOptions, Command>[] Commands =
    [
        ServeCommand.Create, ImportCommand.Create, PlansCommand.Create, ProjectsCommand.Create, ShowCommand.Create, HistoryCommand.Create,
        CompareCommand.Create, FindingsCommand.Create, SimulateCommand.Create, UsersCommand.Create, KeysCommand.Create, RebuildCommand.Create, DoctorCommand.Create,
    ];

    /// <summary>Runs a command.</summary>
    /// <param name="args">Without the program's name; none for <c>serve</c>.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="ct">Asks the command to end well.</param>
    /// <param name="settings">Settings in place of file and environment.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, Terminal terminal, CancellationToken ct, IConfiguration? settings = null)
    {
        var line = Root(terminal, settings ?? LedgerWebHost.Configuration()).Parse(args);
        if (line.Errors.Count > 0 && line.Action is not HelpAction)
        {
            foreach (var error in line.Errors) await terminal.Error.WriteLineAsync(error.Message);
            await terminal.Error.WriteLineAsync($"See: ledger {string.Join(' ', Path(line.CommandResult.Command))}--help");
            return ExitCode.Usage;
        }

        try
        {
            // Signals and exceptions are handled here and in Interruption; the library's own ways would race with them.
            return await line.InvokeAsync(
                new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, ct);
        }
        catch (Exception e)
        {
            return Failures.Report(e, terminal, ct);
        }
    }

    /// <summary>The command tree.</summary>
    public static RootCommand Root(Terminal terminal, IConfiguration settings)
    {
        var global = new GlobalOptions(terminal, settings);
        var root = new RootCommand("Ledger, the project-progress ledger of public works. 公共工程项目进展台账\nWithout a command it serves: pages and API at " + LedgerWebHost.DefaultUrl + ".");
        global.AddTo(root);
        ServeCommand.Shape(root, global);
        foreach (var create in Commands) root.Subcommands.Add(create(global));
        return root;
    }

    private static IEnumerable<string> Path(Command command) => command is RootCommand ? [] : [command.Name + " "];
}
