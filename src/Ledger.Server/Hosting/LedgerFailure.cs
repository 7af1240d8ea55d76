namespace Ledger.Server.Hosting;

/// <summary>What the program tells the one who started it.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Refused or failed; the sentence on stderr says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something needed is not available or taken by somebody else: database, data folder, port.</summary>
    public const int Unavailable = 3;

    /// <summary>Ended by Ctrl-C or a signal before it was done (128 + SIGINT, as shells count).</summary>
    public const int Interrupted = 130;
}

/// <summary>The program can't do what it was asked to. The message is one sentence that says what to do.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">The sentence.</param>
/// <param name="cause">What caused it.</param>
internal sealed class LedgerFailure(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>With what to end the program.</summary>
    public int ExitCode { get; } = exitCode;
}
