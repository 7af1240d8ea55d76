using Ledger.Postgres.Feed;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Webhooks.Targets;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>
/// Delivers to one subscription, in order, one entry at a time, for as long as that goes well. It ends when an entry has to wait for
/// its next attempt: whatever waits lies in the database and takes no memory.
/// </summary>
internal sealed class SubscriptionRun(string id, DeliveryLedger ledger, LedgerFeed feed, FeedReader reader, Dispatch dispatch, DeliveryReports reports, TimeProvider clock)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);

    private Subscription _subscription = null!;
    private SubscriptionCourse _course = null!;
    private long _reached = -1;
    private volatile bool _replaysWanted;

    /// <summary>How far it has looked, for whom and in which revision; null before it has.</summary>
    public (string Id, long Revision, long Position)? Reached => Volatile.Read(ref _reached) is >= 0 and var reached ? (id, _subscription.Revision, reached) : null;

    /// <summary>Lets it look for dead letters that somebody asked for.</summary>
    public void WantReplays() => _replaysWanted = true;

    /// <summary>Delivers.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (await ledger.ReadAsync(id, ct) is not { State: SubscriptionState.Active } subscription) return;
        (_subscription, _course) = (subscription, subscription.Course);
        if (_replaysWanted && !await ReplayAsync(ct)) return;
        if (_course.NextAttempt > clock.GetUtcNow()) return;
        await foreach (var page in reader.FollowAsync(_course.LookedUpTo, subscription.Target.Filter, Heartbeat, ct))
        {
            foreach (var entry in page.Entries)
            {
                if (!await DeliverAsync(entry, ct)) return;
                if (_replaysWanted && !await ReplayAsync(ct)) return;
            }

            Volatile.Write(ref _reached, page.LookedUpTo);
            if (_replaysWanted && !await ReplayAsync(ct)) return;
        }
    }

    // False where it can't go on now.
    private async Task<bool> DeliverAsync(FeedEntry entry, CancellationToken ct)
    {
        if (await dispatch.SendAsync(_subscription, entry, _course.LastEntry, ct) is not { } sent) return false;
        var attempt = Attempt(DeliveryKind.Entry, entry.Stored.Position, _course.Attempts + 1, sent);
        // What was sent is kept, also while the server is being stopped.
        using var keeping = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        if (sent.Outcome != DeliveryOutcome.Delivered) return await FailAsync(attempt, sent, keeping.Token);
        var counts = await ledger.AcknowledgeAsync(attempt, _subscription.Revision, _course.LastEntry, keeping.Token);
        reports.Report(attempt);
        Advance(entry.Stored.Position);
        return counts && !ct.IsCancellationRequested;
    }

    private async Task<bool> FailAsync(DeliveryAttempt attempt, Sent sent, CancellationToken ct)
    {
        var first = _course.FirstAttempt ?? attempt.At;
        // Being asked to come later takes no step of the schedule, for as long as it would last; then it is a failure like others.
        var patient = sent.Outcome == DeliveryOutcome.Deferred && attempt.At - first < RetrySchedule.MostDeferred;
        var wait = patient ? TimeSpan.Zero : RetrySchedule.After(_course.Steps, Random.Shared.NextDouble());
        if (wait < RetrySchedule.Asked(sent.RetryAfter)) wait = RetrySchedule.Asked(sent.RetryAfter);
        // An endpoint that wants nothing more has not failed at this entry: it is the next one, should somebody resume.
        if (sent.Outcome == DeliveryOutcome.Gone) wait = TimeSpan.Zero;
        if (wait is not { } some)
        {
            var gaveUp = await ledger.GiveUpAsync(attempt, _subscription.Revision, _course.LastEntry, first, ct);
            reports.Report(attempt, gaveUp);
            Advance(attempt.Position!.Value);
            return gaveUp;
        }

        await ledger.FailAsync(attempt, _subscription.Revision, _course.LastEntry, _course.Steps + (patient ? 0 : 1), clock.GetUtcNow() + some, ct);
        reports.Report(attempt);
        if (sent.Outcome == DeliveryOutcome.Gone) await ledger.DisableAsync(id, "gone", ct);
        return false;
    }

    // Those asked for, in order of position, one attempt each. False where the circuit is open: they are asked for still.
    private async Task<bool> ReplayAsync(CancellationToken ct)
    {
        _replaysWanted = false;
        foreach (var letter in await ledger.RequestedAsync(id, ct))
        {
            var page = await feed.ReadAsync(letter.Position - 1, 1, FeedFilter.All, ct);
            if (page.Entries is not [var entry] || entry.Stored.Position != letter.Position) throw new FeedGapException(letter.Position);
            if (await dispatch.SendAsync(_subscription, entry, letter.Previous, ct) is not { } sent) return false;
            var attempt = Attempt(DeliveryKind.Replay, letter.Position, letter.Attempts + 1, sent);
            await ledger.ReplayedAsync(attempt, ct);
            reports.Report(attempt);
            if (sent.Outcome != DeliveryOutcome.Gone) continue;
            await ledger.DisableAsync(id, "gone", ct);
            return false;
        }

        return true;
    }

    private void Advance(long position)
    {
        _course = new SubscriptionCourse(position, position, null, 0, 0, null, null, null);
        Volatile.Write(ref _reached, position);
    }

    private DeliveryAttempt Attempt(DeliveryKind kind, long position, int number, Sent sent) => new(
        id, kind, position, Dispatch.WebhookId(id, position), number, sent.At == default ? clock.GetUtcNow() : sent.At, sent.Took, sent.Outcome, sent.Status, sent.Error, sent.Excerpt);
}
