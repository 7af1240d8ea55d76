using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres.Feed;

/// <summary>Follows the feed from any position: history first, then what is new, without gap or repeat at the seam.</summary>
/// <param name="feed">History.</param>
/// <param name="tail">What is new.</param>
/// <param name="logger">Told when the database is away.</param>
public sealed class FeedReader(LedgerFeed feed, FeedTail tail, ILogger<FeedReader> logger)
{
    private const int PageSize = 200;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>Reads a page, waiting for something to put on it.</summary>
    /// <param name="after">The position before the first entry wanted.</param>
    /// <param name="limit">Entries at most.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="wait">How long to wait at most where nothing is wanted up to the head.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FeedPage> ReadAsync(long after, int limit, FeedFilter filter, TimeSpan wait, CancellationToken ct = default)
    {
        var until = Stopwatch.GetTimestamp() + (long)(wait.TotalSeconds * Stopwatch.Frequency);
        // Followed before the first look: what comes in between is kept.
        using var following = wait > TimeSpan.Zero ? tail.Follow() : null;
        var page = await feed.ReadAsync(after, limit, filter, ct);
        while (page.Entries.Count == 0 && page.LookedUpTo >= page.Head && Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), until) is { Ticks: > 0 } left)
        {
            if (!await tail.WaitAsync(page.LookedUpTo, left, ct)) continue; // time is up, or the tail has only begun
            var next = tail.Read(page.LookedUpTo, limit, filter) ?? await feed.ReadAsync(page.LookedUpTo, limit, filter, ct);
            page = next with { After = after };
        }

        return page;
    }

    /// <summary>
    /// Follows the feed without end. A page without entries says that nothing else is wanted up to where it looked; the first one comes
    /// as soon as it is known how far the log is.
    /// </summary>
    /// <param name="after">The position before the first entry wanted.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="heartbeat">How long to be silent at most; then comes a page without news, also while the database is away.</param>
    /// <param name="ct">Ends the sequence with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FeedGapException">The log lacks an entry.</exception>
    public async IAsyncEnumerable<FeedPage> FollowAsync(
        long after, FeedFilter filter, TimeSpan heartbeat, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var following = tail.Follow();
        var (silentSince, head) = (0L, -1L);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (await NextAsync(after, filter, ct) is not { } page) await Task.Delay(RetryAfter, ct);
            else if (page.LookedUpTo > after)
            {
                (after, head) = (page.LookedUpTo, page.Head);
                yield return page;
                silentSince = Stopwatch.GetTimestamp();
                continue;
            }
            else
            {
                head = page.Head;
                var left = heartbeat - Stopwatch.GetElapsedTime(silentSince);
                if (left > TimeSpan.Zero) await tail.WaitAsync(after, left, ct);
            }

            if (head < 0 || Stopwatch.GetElapsedTime(silentSince) < heartbeat) continue;
            yield return new FeedPage(after, [], after, head);
            silentSince = Stopwatch.GetTimestamp();
        }
    }

    private async Task<FeedPage?> NextAsync(long after, FeedFilter filter, CancellationToken ct)
    {
        try
        {
            return tail.Read(after, PageSize, filter) ?? await feed.ReadAsync(after, PageSize, filter, ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            logger.LogDebug("A reader of the feed waits at {Position}: {Reason}", after, e.Message);
            return null;
        }
    }
}
