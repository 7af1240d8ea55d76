namespace Ledger.Postgres.EventStore;

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>The entries are in the log, durably.</summary>
    /// <param name="Entries">In the order of the request, with neighbouring positions.</param>
    public sealed record Appended(IReadOnlyList<AppendedEntry> Entries) : AppendResult;

    /// <summary>The same actor sent the same key and hash before; nothing was added.</summary>
    /// <param name="Entries">The first answer.</param>
    public sealed record Repeated(IReadOnlyList<AppendedEntry> Entries) : AppendResult;

    /// <summary>A stream is at another version than expected; nothing was added to any stream.</summary>
    /// <param name="Stream">The first stream, in the order of the request and then of its guards, for which this is so.</param>
    /// <param name="Expected">The version the caller expected.</param>
    /// <param name="Actual">The version it has, read in the transaction that refused; 0 if it does not exist.</param>
    public sealed record VersionConflict(string Stream, long Expected, long Actual) : AppendResult;

    /// <summary>The actor used this key for another request before; nothing was added.</summary>
    /// <param name="First">Position of the first entry of that request.</param>
    public sealed record KeyReused(long First) : AppendResult;
}

/// <summary>Where an entry of a request went.</summary>
/// <param name="Position">Its place in the log: 1, 2, 3 … without gaps, in the order of commits.</param>
/// <param name="Stream">The stream's id.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Type">The stored name of its kind.</param>
/// <param name="RecordedAt">When the database recorded it; strictly increasing with position, to the microsecond, in UTC.</param>
/// <param name="Id">Its id.</param>
public sealed record AppendedEntry(long Position, string Stream, long Version, string Type, DateTimeOffset RecordedAt, Guid Id);
