using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Identity;
using Ledger.Server.Web;
using Decision = Ledger.Domain.Entries.Decision;

namespace Ledger.Server.Recording;

/// <summary>Records what callers wish: reads, decides, appends, and tries again where somebody else was faster.</summary>
internal sealed class Recorder(EventStore store, LedgerDatabase database, StreamGates gates, RunningKeys running, TimeProvider clock)
{
    // Each attempt beyond the first means that another server wrote to the same stream in between.
    private const int Attempts = 32;

    /// <summary>Records all entries of a wish or none.</summary>
    public async Task<Outcome> RecordAsync(Wish wish, CancellationToken ct)
    {
        if (wish.Key is not { } key) return await TryAsync(wish, ct);
        using var run = running.TryEnter(wish.Caller.Actor, key.Key);
        if (run is null) return new Outcome.KeyRunning();
        // The first time has changed the stream, so a repeat must be recognised before it is decided.
        if (await store.FindAsync(wish.Caller.Actor, key, ct) is { } known) return await AnswerAsync(wish, known, ct);
        var outcome = await TryAsync(wish, ct);
        // Another server may have recorded it between the look and the decision, which was then about the stream as that left it.
        return outcome is not Outcome.Done && await store.FindAsync(wish.Caller.Actor, key, ct) is { } meanwhile ? await AnswerAsync(wish, meanwhile, ct) : outcome;
    }

    /// <summary>Why a caller may not record on a stream, before anything else about the wish is known; null where it may.</summary>
    public async Task<Outcome?> RefuseCallerAsync(Caller caller, Role role, string stream, CancellationToken ct)
    {
        var present = await ReadAsync([stream], ct);
        return (await PlansAsync([Decisions.PlansOf(stream, present[stream].Entries, null)], ct)).NotAllowed(caller, _ => role);
    }

    /// <summary>What a wish about one stream would come to if it were granted now: why it would be refused, or the stream with it. Nothing is recorded.</summary>
    public async Task<(Outcome? Refused, IReadOnlyList<Recorded> Entries)> LookAsync(Wish wish, CancellationToken ct)
    {
        var stream = wish.Entries[0].Stream;
        var present = await ReadAsync([stream], ct);
        var plans = await PlansAsync([.. wish.Entries.Select(entry => Decisions.PlansOf(entry.Stream, present[entry.Stream].Entries, entry.Event))], ct);
        return (Refuse(wish, present, plans), present[stream].Entries);
    }

    private async Task<Outcome> TryAsync(Wish wish, CancellationToken ct)
    {
        var streams = wish.Entries.Select(entry => entry.Stream).Distinct(StringComparer.Ordinal).ToList();
        using var gate = await gates.EnterAsync(streams, ct);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var present = await ReadAsync(streams, ct);
            var plans = await PlansAsync([.. wish.Entries.Select(entry => Decisions.PlansOf(entry.Stream, present[entry.Stream].Entries, entry.Event))], ct);
            if (Refuse(wish, present, plans) is { } refused) return refused;
            var result = await store.AppendAsync(Request(wish, streams, present, plans), ct);
            if (result is not AppendResult.VersionConflict conflict) return await AnswerAsync(wish, result, ct);
            // Where only a plan has moved on, on which the decision rests, it is made anew.
            if (present.ContainsKey(conflict.Stream) && wish.IfMatch is not null && !wish.IfMatch.Contains(conflict.Actual)) return new Outcome.Moved(conflict.Actual);
            await Task.Delay(Random.Shared.Next(1, 4 * attempt), ct);
        }

        return new Outcome.Crowded();
    }

    /// <summary>Why the wish can't be granted, as the streams stand; adds what it grants to <paramref name="present"/> otherwise.</summary>
    private Outcome? Refuse(Wish wish, Dictionary<string, Present> present, PlansConcerned plans)
    {
        // A batch may begin a thing and go on with it.
        var known = present.Where(pair => pair.Value.Version > 0).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, entry) in wish.Entries.Index())
        {
            if (entry.MayCreate) known.Add(entry.Stream);
            else if (!known.Contains(entry.Stream)) return new Outcome.UnknownStream(index, entry.Stream);
        }

        if (plans.NotAllowed(wish.Caller, index => wish.Entries[index].Role) is { } notAllowed) return notAllowed;
        var version = present[wish.Entries[0].Stream].Version;
        if (wish.IfMatch is not null && !wish.IfMatch.Contains(version)) return new Outcome.Moved(version);
        for (var i = 0; i < wish.Entries.Count; i++)
        {
            if (Refuse(wish, i, present[wish.Entries[i].Stream], plans) is { } refused) return refused;
        }

        return null;
    }

    private Outcome.Refused? Refuse(Wish wish, int index, Present there, PlansConcerned plans)
    {
        var (stream, @event, _, _) = wish.Entries[index];
        var decision = Decisions.Decide(stream, there.Entries, @event, clock.Today(), new Author(wish.Caller.Actor, wish.Caller.Owner));
        // An entry of this very batch has no position yet by which it could be named.
        if (decision is Decision.Refused refused)
            return new Outcome.Refused(index, refused.Refusal, refused.Contradicts > there.LastPosition ? null : refused.Contradicts);
        var accepted = ((Decision.Accepted)decision).Event;
        var late = plans.Late(index, there.Entries, accepted);
        if (Lateness.Refuse(late, accepted) is { } unreasoned) return new Outcome.Refused(index, unreasoned, null);
        there.Add(stream, wish.Caller.Actor, accepted, new EntryHeaders(wish.Caller.Owner, late?.Position, plans.Evaluated(index, there.Entries, accepted)));
        return null;
    }

    private async Task<PlansConcerned> PlansAsync(IReadOnlyList<IReadOnlyList<string>> plans, CancellationToken ct) =>
        new(plans, await ReadAsync([.. plans.SelectMany(one => one).Distinct().Select(StreamName.Of<Plan>)], ct));

    private async Task<Dictionary<string, Present>> ReadAsync(IReadOnlyList<string> streams, CancellationToken ct)
    {
        var stored = await ReadStreams.ReadAsync(database.App, streams, [], ct);
        return streams.ToDictionary(
            stream => stream, stream => new Present([.. stored.GetValueOrDefault(stream, []).Select(entry => entry.ToRecorded())]), StringComparer.Ordinal);
    }

    private static AppendRequest Request(Wish wish, IReadOnlyList<string> streams, Dictionary<string, Present> present, PlansConcerned plans) => new(
        [.. streams.Select(stream => new StreamAppend(
            stream, StreamName.TypeOf(stream), ExpectedVersion.Exactly(present[stream].Version),
            [.. present[stream].Added.Select(entry => new NewEntry(EventTypes.NameOf(entry.Event), LedgerJson.Write(entry.Event), Headers: entry.Headers.Write()))]))],
        wish.Caller.Actor, wish.TraceId, Idempotency: wish.Key, Guards: plans.Guards(streams));

    private async Task<Outcome> AnswerAsync(Wish wish, AppendResult result, CancellationToken ct) => result switch
    {
        AppendResult.Appended appended => new Outcome.Done(await ReceiptsAsync(wish, appended.Entries, ct)),
        AppendResult.Repeated repeated => new Outcome.Done(await ReceiptsAsync(wish, repeated.Entries, ct)),
        AppendResult.KeyReused reused => new Outcome.KeyReused(reused.First),
        _ => throw new InvalidOperationException($"No answer to {result}."),
    };

    // Read back rather than put together, so that a repeat is answered from the same place as the first time. The log has
    // them stream by stream; the caller sees them as sent.
    private async Task<IReadOnlyList<Receipt>> ReceiptsAsync(Wish wish, IReadOnlyList<AppendedEntry> appended, CancellationToken ct)
    {
        var receipts = new List<Receipt>(appended.Count);
        await foreach (var entry in store.ReadAllAsync(appended[0].Position - 1, appended.Count, ct)) receipts.Add(Receipt.Of(entry));
        if (receipts.Count == 1) return receipts;
        var byStream = receipts.GroupBy(receipt => receipt.Stream).ToDictionary(group => group.Key, group => new Queue<Receipt>(group), StringComparer.Ordinal);
        return [.. wish.Entries.Select(entry => byStream[entry.Stream].Dequeue())];
    }
}
