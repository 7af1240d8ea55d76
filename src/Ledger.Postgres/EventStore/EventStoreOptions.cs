namespace Ledger.Postgres.EventStore;

/// <summary>The bounds of an <see cref="EventStore"/>.</summary>
public sealed record EventStoreOptions
{
    /// <summary>
    /// How many requests may wait, default 4,096. Besides, waiting requests hold at most 64 MiB of entries. Beyond either
    /// an append is refused with <see cref="LedgerBusyException"/>.
    /// </summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>How many entries of several callers travel in one commit, default 2,000. A single request may have more.</summary>
    public int MaxBatchEntries { get; init; } = 2000;

    /// <summary>Gives the time in the ids of entries, and nothing else: history's times come from the database.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
