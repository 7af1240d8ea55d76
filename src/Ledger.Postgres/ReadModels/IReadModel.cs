using Ledger.Domain.Entries;

namespace Ledger.Postgres.ReadModels;

/// <summary>A read model as the runner sees it: entries go in, rows come out.</summary>
internal interface IReadModel
{
    /// <summary>Its name, and that of its rows' table.</summary>
    string Name { get; }

    /// <summary>The table of the things that its rows are about.</summary>
    string Things { get; }

    /// <summary>Changes with every change of what the rows hold, so that the next start rebuilds them.</summary>
    string CodeVersion { get; }

    /// <summary>The kind of streams it reads.</summary>
    string StreamType { get; }

    /// <summary>The columns of the model's own.</summary>
    IReadOnlyList<ModelColumn> Columns { get; }

    /// <summary>Where it stands in memory: what was applied and perhaps not yet written.</summary>
    ModelState State { get; }

    /// <summary>Position up to which its tables stand.</summary>
    long WrittenTo { get; }

    /// <summary>What was taken in since the last write.</summary>
    PendingRows Pending { get; }

    /// <summary>Takes up where its tables stand, forgetting everything remembered.</summary>
    void Resume(ModelState state);

    /// <summary>Stops before an entry that it could not apply.</summary>
    void Stop(long position, string error);

    /// <summary>Takes in the next entry of the log, in memory.</summary>
    ValueTask ApplyAsync(Recorded entry, CancellationToken ct);

    /// <summary>Takes note that the log was read up to a position, whether or not its entries concerned this model.</summary>
    void ReadUpTo(long position);

    /// <summary>Takes note that what is pending was written and committed.</summary>
    void Written();

    /// <summary>Gives what is pending to somebody who writes it while the model goes on.</summary>
    PendingRows HandOver();

    /// <summary>Takes back what was handed over and has been written, to be used again.</summary>
    void TakeBack(PendingRows pending);
}

/// <summary>Where a read model stands.</summary>
/// <param name="Position">Last position taken in.</param>
/// <param name="Digest">Digest of its rows.</param>
/// <param name="StoppedAt">Position of the entry it could not apply, if it stopped.</param>
/// <param name="Error">Why it stopped.</param>
internal sealed record ModelState(long Position, RowDigest Digest, long? StoppedAt = null, string? Error = null);
