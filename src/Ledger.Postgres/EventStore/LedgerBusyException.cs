namespace Ledger.Postgres.EventStore;

/// <summary>Too many appends wait already. Nothing was appended; try again in a second (HTTP: 503 with Retry-After).</summary>
public sealed class LedgerBusyException()
    : Exception("Too many appends are waiting. Nothing was recorded; try again in a moment.");
