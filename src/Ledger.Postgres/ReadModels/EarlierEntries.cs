using Ledger.Domain.Entries;

namespace Ledger.Postgres.ReadModels;

/// <summary>Reads what a stream held before an entry, once for all models that ask about the same one.</summary>
/// <param name="store">The log.</param>
/// <param name="rememberedEntries">How many entries each model may remember in whole timelines; some 0.7 kB each.</param>
internal sealed class EarlierEntries(EventStore.EventStore store, int rememberedEntries)
{
    private long _before;
    private IReadOnlyList<Recorded> _entries = [];

    /// <summary>How many entries each model may remember in whole timelines.</summary>
    public int RememberedEntries => rememberedEntries;

    /// <summary>The entries of an entry's stream that come before it, in order of version.</summary>
    /// <exception cref="UnreadableEventException">One of them can't be read.</exception>
    public async ValueTask<IReadOnlyList<Recorded>> OfAsync(Recorded entry, CancellationToken ct)
    {
        if (_before == entry.Position) return _entries;
        IReadOnlyList<Recorded> entries = [.. (await store.ReadStreamAsync(entry.Stream, entry.Position - 1, ct)).Select(stored => stored.ToRecorded())];
        (_before, _entries) = (entry.Position, entries);
        return entries;
    }
}
