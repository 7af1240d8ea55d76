using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.Feed;

/// <summary>The feed: every entry about plans, projects, indicators and findings, in order of position.</summary>
/// <param name="database">The database.</param>
/// <remarks>Read from the log itself and not from the read models: it is as current as the log, and stands still for no other part.</remarks>
public sealed class LedgerFeed(LedgerDatabase database)
{
    /// <summary>Entries of one page at most.</summary>
    public const int MostEntries = 1_000;

    private const int Width = 10_000;
    private const int MostLookedAt = 100_000;

    /// <summary>Reads a page.</summary>
    /// <param name="after">The position before the first entry wanted, 0 or more.</param>
    /// <param name="limit">Entries at most, 1 to <see cref="MostEntries"/>.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The page. Where few entries fit it may be empty and yet end before the head: one page looks at 100,000 positions at most.
    /// </returns>
    /// <exception cref="FeedGapException">The log lacks an entry.</exception>
    public async Task<FeedPage> ReadAsync(long after, int limit, FeedFilter filter, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, MostEntries));
        ArgumentNullException.ThrowIfNull(filter);
        var wanted = new List<FeedEntry>();
        var last = after;
        while (true)
        {
            var (stored, lookedUpTo, head) = await ReadFeedPart.ExecuteAsync(
                database.App, last, Width, filter.NarrowsWholly ? limit : MostEntries, filter.Narrows ? filter : null, ct);
            var stated = await ReadStatedFacts.ExecuteAsync(database.App, StreamsOf(stored), lookedUpTo, ct);
            foreach (var entry in stored.Select(one => Entry(one, stated)).Where(filter.Wants))
            {
                wanted.Add(entry);
                if (wanted.Count == limit) return new FeedPage(after, wanted, entry.Stored.Position, head);
            }

            last = lookedUpTo;
            if (last >= head || last - after >= MostLookedAt) return new FeedPage(after, wanted, last, head);
        }
    }

    /// <summary>Reads the last entries.</summary>
    /// <param name="limit">Entries at most.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="lookBack">Positions to look at, at most: where few fit, all of the log would have to be looked through.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FeedEnd> EndAsync(int limit, FeedFilter filter, int lookBack, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, MostEntries));
        ArgumentNullException.ThrowIfNull(filter);
        var head = await HeadAsync(ct);
        var (wanted, below, floor) = (new List<FeedEntry>(), head, Math.Max(0, head - lookBack));
        // Most often the columns tell all, and the first part is enough; the parts grow where they do not.
        for (var most = limit; ; most = Math.Min(most * 4, MostEntries))
        {
            var stored = await ReadFeedBack.ExecuteAsync(database.App, floor, below, most, filter, ct);
            var stated = await ReadStatedFacts.ExecuteAsync(database.App, StreamsOf(stored), head, ct);
            wanted.AddRange(stored.Select(one => Entry(one, stated)).Where(filter.Wants).Take(limit - wanted.Count));
            if (wanted.Count == limit) return new FeedEnd(wanted, head, Cut: false);
            if (stored.Count < most) return new FeedEnd(wanted, head, Cut: floor > 0);
            below = stored[^1].Position - 1;
        }
    }

    /// <summary>Reads the position of the last entry, 0 for none.</summary>
    public async Task<long> HeadAsync(CancellationToken ct = default) => (await ReadHead.ExecuteAsync(database.App, ct)).Position;

    /// <summary>What tells this ledger from every other: the id of its first entry; null before there is one.</summary>
    public async Task<Guid?> IdentityAsync(CancellationToken ct = default) => (await ReadEntry.ExecuteAsync(database.App, 1, ct))?.Id;

    /// <summary>The streams whose facts entries need: their own and their plans'.</summary>
    internal static HashSet<string> StreamsOf(IEnumerable<StoredEntry> entries)
    {
        var streams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (Subjects.Of(entry.Stream) is not { Plan: { } plan }) continue;
            streams.Add(entry.Stream);
            streams.Add(Subjects.PlanStream(plan));
        }

        return streams;
    }

    internal static FeedEntry Entry(StoredEntry stored, Dictionary<string, List<StatedFacts>> stated) => new(
        stored,
        StatedFacts.At(stated.GetValueOrDefault(stored.Stream), stored.Position),
        Subjects.Of(stored.Stream).Plan is { } plan ? StatedFacts.At(stated.GetValueOrDefault(Subjects.PlanStream(plan)), stored.Position) : StatedFacts.None);
}
