using System.Diagnostics;
using Ledger.Postgres.Feed;
using Ledger.Postgres.Webhooks;

namespace Ledger.Server.Webhooks.Delivery;

/// <summary>One lead: looks every second which subscriptions have work, and lets each of them run.</summary>
internal sealed class DeliveryRound(
    DeliveryLedger ledger, LedgerFeed feed, FeedReader reader, Dispatch dispatch, HostCircuits circuits, OwnerStanding standing,
    DeliveryReports reports, DeliveryBell bell, WebhookSettings settings, TimeProvider clock, ILogger<DeliveryRound> logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Delivers until the lead ends; when this returns, nothing goes on.</summary>
    public async Task RunAsync(CancellationToken lead)
    {
        await circuits.LoadAsync(lead);
        var runs = new Dictionary<string, Running>(StringComparer.Ordinal);
        long? pruned = null;
        try
        {
            while (true)
            {
                var ring = bell.Next;
                await PassAsync(runs, lead);
                if (pruned is null || Stopwatch.GetElapsedTime(pruned.Value) > PruneEvery)
                {
                    await ledger.PruneAsync(clock.GetUtcNow(), TimeSpan.FromDays(settings.LogDays), settings.LogEntries, lead);
                    pruned = Stopwatch.GetTimestamp();
                }

                await ring.WaitAsync(Poll, lead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                lead.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            foreach (var run in runs.Values) await run.EndAsync();
            reports.Report(new Dictionary<string, long>());
        }
    }

    private async Task PassAsync(Dictionary<string, Running> runs, CancellationToken lead)
    {
        var active = await StandingAsync(await ledger.ActiveAsync(lead), lead);
        await KeepAsync(runs, lead);
        foreach (var (id, run) in runs.ToList())
        {
            var now = active.GetValueOrDefault(id);
            if (!run.Task.IsCompleted && now?.Revision == run.Revision)
            {
                if (now.Replays) run.Run.WantReplays();
                continue;
            }

            await run.EndAsync();
            runs.Remove(id);
        }

        var probed = new HashSet<string>(StringComparer.Ordinal);
        var time = clock.GetUtcNow();
        foreach (var one in active.Values.Where(one => !runs.ContainsKey(one.Id) && (one.Replays || one.NextAttempt is not { } due || due <= time)).OrderBy(one => one.NextAttempt))
        {
            if (!circuits.MayEnter(one.Host) || (circuits.IsOpen(one.Host) && !probed.Add(one.Host))) continue;
            runs[one.Id] = Start(one, lead);
        }

        reports.Report(active.Values.ToDictionary(one => one.Id, one => runs.GetValueOrDefault(one.Id)?.Run.Reached?.Position ?? one.LookedUpTo));
    }

    private async Task<Dictionary<string, ActiveSubscription>> StandingAsync(IReadOnlyList<ActiveSubscription> active, CancellationToken ct)
    {
        var (standingOnes, known) = (new Dictionary<string, ActiveSubscription>(StringComparer.Ordinal), new Dictionary<(string, string), string?>());
        foreach (var one in active)
        {
            if (await standing.StopAsync(one, known, ct) is { } reason) await ledger.DisableAsync(one.Id, reason, ct);
            else standingOnes[one.Id] = one;
        }

        return standingOnes;
    }

    // How far those looked that had nothing to deliver: one statement for all of them.
    private async Task KeepAsync(Dictionary<string, Running> runs, CancellationToken ct)
    {
        var reached = new List<(string, long, long)>();
        foreach (var run in runs.Values)
        {
            if (run.Run.Reached is not { } now || now.Position <= run.Kept) continue;
            run.Kept = now.Position;
            reached.Add(now);
        }

        if (reached.Count > 0) await ledger.LookedUpAsync(reached, ct);
    }

    private Running Start(ActiveSubscription subscription, CancellationToken lead)
    {
        var run = new SubscriptionRun(subscription.Id, ledger, feed, reader, dispatch, reports, clock);
        if (subscription.Replays) run.WantReplays();
        var ending = CancellationTokenSource.CreateLinkedTokenSource(lead);
        return new Running(run, subscription.Revision, RunAsync(run, subscription.Id, ending.Token), ending) { Kept = subscription.LookedUpTo };
    }

    private async Task RunAsync(SubscriptionRun run, string id, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await run.RunAsync(ct);
            bell.Ring();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It has changed, or another server leads.
        }
        catch (Exception e)
        {
            // It rests while this lasts, and is started again by the next pass.
            logger.LogWarning("Webhook {Subscription} pauses: {Reason} It goes on from what was last acknowledged.", id, e.Message);
            await Task.Delay(RestAfterFailure, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed record Running(SubscriptionRun Run, long Revision, Task Task, CancellationTokenSource Ending)
    {
        public long Kept { get; set; }

        public async Task EndAsync()
        {
            await Ending.CancelAsync();
            await Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Ending.Dispose();
        }
    }
}

/// <summary>Tells the deliverer of this server that there may be work before its next look.</summary>
internal sealed class DeliveryBell
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the next ring.</summary>
    public Task Next => _next.Task;

    /// <summary>Rings.</summary>
    public void Ring() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
