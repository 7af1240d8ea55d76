using Ledger.Postgres.Embedded;
using Ledger.Postgres.EventStore;
using Ledger.Server.Hosting;
using Npgsql;

namespace Ledger.Server.Commands;

/// <summary>Turns what went wrong into one sentence on stderr and an exit code.</summary>
internal static class Failures
{
    /// <summary>Set to 1 to see stack traces.</summary>
    public const string DebugVariable = "LEDGER_DEBUG";

    public static int Report(Exception failure, Terminal terminal, CancellationToken ct)
    {
        var (exitCode, sentence) = Explain(failure, ct);
        terminal.Error.WriteLine(sentence.ReplaceLineEndings(" "));
        if (Environment.GetEnvironmentVariable(DebugVariable) == "1") terminal.Error.WriteLine(failure);
        return exitCode;
    }

    private static (int ExitCode, string Sentence) Explain(Exception failure, CancellationToken ct) => failure switch
    {
        OperationCanceledException when ct.IsCancellationRequested => (ExitCode.Interrupted, "Interrupted. What was acknowledged is kept; nothing is left half done."),
        LedgerFailure e => (e.ExitCode, e.Message),
        EmbeddedPostgresException or LedgerUnavailableException or LedgerBusyException => (ExitCode.Unavailable, failure.Message),
        Ledger.Postgres.Migrations.MigrationException => (ExitCode.Failed, failure.Message),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e =>
            (ExitCode.Failed, $"The database refuses ({e.MessageText}): let its owner grant what is missing."),
        PostgresException e => (ExitCode.Failed, $"The database reports an error ({e.MessageText}): see 'ledger doctor'."),
        NpgsqlException e => (ExitCode.Unavailable, $"The database went away ({(e.InnerException ?? e).Message.TrimEnd('.')}): see that it runs, then try again."),
        InvalidOperationException or IOException or UnauthorizedAccessException or TimeoutException => (ExitCode.Failed, failure.Message),
        { InnerException: { } cause } and (TypeInitializationException or AggregateException) => Explain(cause, ct),
        _ => (ExitCode.Failed, $"Something went wrong that should not ({failure.GetType().Name}: {failure.Message.TrimEnd('.')}): set {DebugVariable}=1 to see where, and report it."),
    };
}
