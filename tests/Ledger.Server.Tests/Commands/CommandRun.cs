using System.Text.Json;
using Ledger.Server.Commands;
using Ledger.Testing;
using Microsoft.Extensions.Configuration;
using Shouldly;

namespace Ledger.Server.Tests.Commands;

/// <summary>What a command printed and how it ended, run in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Runs a command on a database, as in a pipe of 80 columns.</summary>
    public static async Task<CommandRun> OnAsync(TestDatabase database, params string[] args) =>
        await WithAsync(database.ConnectionString, args);

    public static async Task<CommandRun> WithAsync(string? connectionString, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Ledger", connectionString)]).Build();
        var exitCode = await CommandLine.RunAsync(args, new Terminal(output, error, false, false, 80), CancellationToken.None, settings);
        return new CommandRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Fails with everything it said unless it ended like this.</summary>
    public CommandRun ShouldEndWith(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, $"{Out}\n{Error}");
        return this;
    }
}
