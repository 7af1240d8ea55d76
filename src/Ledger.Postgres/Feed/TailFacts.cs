using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.Feed;

/// <summary>What the streams at the end of the log are about, remembered from one entry to the next. For one reader that misses no entry.</summary>
/// <param name="database">The database.</param>
internal sealed class TailFacts(LedgerDatabase database)
{
    private const int MostStreams = 20_000;

    private readonly Dictionary<string, List<StatedFacts>> _known = new(StringComparer.Ordinal);

    /// <summary>Says of the next entries what their things are about.</summary>
    public async Task<List<FeedEntry>> AttachAsync(IReadOnlyList<StoredEntry> next, CancellationToken ct)
    {
        if (_known.Count > MostStreams) _known.Clear();
        foreach (var entry in next)
        {
            if (ReadStatedFacts.Types.Contains(entry.Type)) _known.Remove(entry.Stream);
        }

        var missing = LedgerFeed.StreamsOf(next);
        missing.RemoveWhere(_known.ContainsKey);
        foreach (var (stream, stated) in await ReadStatedFacts.ExecuteAsync(database.App, missing, next[^1].Position, ct)) _known[stream] = stated;
        return [.. next.Select(entry => LedgerFeed.Entry(entry, _known))];
    }

    /// <summary>Forgets everything: the reader stops, and will miss entries.</summary>
    public void Forget() => _known.Clear();
}
