namespace Ledger.Postgres.Embedded;

/// <summary>The local PostgreSQL can't be found, started, adopted or stopped.</summary>
/// <remarks>
/// The message is one sentence for the person at the terminal: what happened and what to do about it. It is meant to be
/// printed as it is, without a stack trace.
/// </remarks>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>An exception without a sentence; exists for serializers only.</summary>
    public EmbeddedPostgresException()
    {
    }

    /// <summary>An exception whose sentence is <paramref name="message"/>.</summary>
    /// <param name="message">What happened and what to do about it, in one sentence.</param>
    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    /// <summary>An exception whose sentence is <paramref name="message"/> and which another one caused.</summary>
    /// <param name="message">What happened and what to do about it, in one sentence.</param>
    /// <param name="innerException">The cause.</param>
    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
