namespace Ledger.Postgres.Feed;

/// <summary>A part of the feed.</summary>
/// <param name="After">The position that it comes after.</param>
/// <param name="Entries">Those wanted, in order of position.</param>
/// <param name="LookedUpTo">The last position looked at: between <paramref name="After"/> and here nothing else is wanted.</param>
/// <param name="Head">The last position of the log, then.</param>
public sealed record FeedPage(long After, IReadOnlyList<FeedEntry> Entries, long LookedUpTo, long Head);

/// <summary>The end of the feed.</summary>
/// <param name="Entries">The last ones wanted, the very last first.</param>
/// <param name="Head">The last position of the log, then.</param>
/// <param name="Cut">Whether older ones may be wanted, but were not looked for.</param>
public sealed record FeedEnd(IReadOnlyList<FeedEntry> Entries, long Head, bool Cut);

/// <summary>The log is not what it says it is: an entry that must be there is not. Nobody is told that all is well.</summary>
/// <param name="position">The position that is missing.</param>
public sealed class FeedGapException(long position)
    : Exception($"The log has no entry at position {position}, although later ones are there. Run 'ledger doctor', and restore the database from a backup.");
