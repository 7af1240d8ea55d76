namespace Ledger.Postgres.EventStore;

/// <summary>The database can not be reached or does not take writes (HTTP: 503 with Retry-After). It recovers by itself.</summary>
public sealed class LedgerUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="outcomeUnknown">See <see cref="OutcomeUnknown"/>.</param>
    /// <param name="innerException">What went wrong.</param>
    public LedgerUnavailableException(bool outcomeUnknown, Exception? innerException)
        : base(
            outcomeUnknown
                ? "The database was lost while it recorded the entries, and whether it did is not known. "
                    + "Repeat the request with its Idempotency-Key, or read the stream before trying again."
                : "The database can not be reached. Nothing was recorded; try again in a moment.",
            innerException) => OutcomeUnknown = outcomeUnknown;

    /// <summary>
    /// False: nothing was appended. True: the entries may or may not be in the log; a repeat is safe with an idempotency key
    /// or with an exact expected version.
    /// </summary>
    public bool OutcomeUnknown { get; }
}
