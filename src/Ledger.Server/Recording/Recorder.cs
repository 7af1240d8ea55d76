using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Identity;
using Ledger.Server.Web;
using Decision = Ledger.Domain.Entries.Decision;

namespace Ledger.Server.Recording;

/// <summary>Records what callers wish: reads, decides, appends, and tries again where somebody else was faster.</summary>
internal sealed class Recorder(EventStore store, StreamMemory memory, StreamGates gates, RunningKeys running, TimeProvider clock)
{
    // Each attempt beyond the first means that another server wrote to the same stream in between.
    private const int Attempts = 32;

    /// <summary>Records all entries of a wish or none.</summary>
    public async Task<Outcome> RecordAsync(Wish wish, CancellationToken ct)
    {
        if (wish.Key is not { } key) return await TryAsync(wish, ct);
        using var run = running.TryEnter(wish.Caller.Actor, key.Key);
        if (run is null) return new Outcome.KeyRunning();
        var outcome = await TryAsync(wish, ct);
        // The append recognises a repeat. One that was not even appended was decided about a stream that its first time has changed.
        return outcome is not Outcome.Done && await store.FindAsync(wish.Caller.Actor, key, ct) is { } known ? await RepeatAsync(wish, known, ct) : outcome;
    }

    /// <summary>Why a caller may not record on a stream, before anything else about the wish is known; null where it may.</summary>
    public async Task<Outcome?> RefuseCallerAsync(Caller caller, Role role, string stream, CancellationToken ct)
    {
        IReadOnlyList<IReadOnlyList<string>> plans = [Decisions.PlansOf(stream, (await memory.ReadAsync([stream], ct))[stream].Entries, null)];
        return new PlansConcerned(plans, await memory.ReadAsync(StreamsOf(plans), ct)).NotAllowed(caller, _ => role);
    }

    /// <summary>What a wish about one stream would come to if it were granted now: why it would be refused, or the stream with it. Nothing is recorded.</summary>
    public async Task<(Outcome? Refused, IReadOnlyList<Recorded> Entries)> LookAsync(Wish wish, CancellationToken ct)
    {
        var stream = wish.Entries[0].Stream;
        var (present, plans, _) = await ReadAsync(wish, [stream], guess: false, ct);
        return (Refuse(wish, present, plans), present[stream].Entries);
    }

    private async Task<Outcome> TryAsync(Wish wish, CancellationToken ct)
    {
        var streams = wish.Entries.Select(entry => entry.Stream).Distinct(StringComparer.Ordinal).ToList();
        using var gate = await gates.EnterAsync(streams, ct);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (present, plans, certain) = await ReadAsync(wish, streams, guess: attempt == 1, ct);
            if (Refuse(wish, present, plans) is { } refused)
            {
                // Nobody is refused for what is only remembered.
                if (certain || await memory.HoldAsync(plans.And(present), ct)) return refused;
                continue;
            }

            var request = Request(wish, streams, present, plans);
            var result = await store.AppendAsync(request, ct);
            if (result is AppendResult.Appended appended) return Done(wish, request, present, appended);
            if (result is not AppendResult.VersionConflict conflict) return await RepeatAsync(wish, result, ct);
            // Where only a plan has moved on, on which the decision rests, it is made anew.
            if (present.ContainsKey(conflict.Stream) && wish.IfMatch is not null && !wish.IfMatch.Contains(conflict.Actual)) return new Outcome.Moved(conflict.Actual);
            if (attempt > 1) await Task.Delay(Random.Shared.Next(1, 4 * attempt), ct);
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

    // A first attempt may rest on what is remembered: where that was old, the append is refused and the second one reads.
    private async Task<(Dictionary<string, Present> Present, PlansConcerned Plans, bool Certain)> ReadAsync(Wish wish, IReadOnlyList<string> streams, bool guess, CancellationToken ct)
    {
        var (found, certain) = guess ? await memory.GuessAsync(streams, ct) : (await memory.ReadAsync(streams, ct), true);
        var present = found.ToDictionary(pair => pair.Key, pair => new Present(pair.Value), StringComparer.Ordinal);
        var plans = wish.Entries.Select(entry => Decisions.PlansOf(entry.Stream, present[entry.Stream].Entries, entry.Event)).ToList();
        var (named, certainly) = guess ? await memory.GuessAsync(StreamsOf(plans), ct) : (await memory.ReadAsync(StreamsOf(plans), ct), true);
        return (present, new PlansConcerned(plans, named), certain && certainly);
    }

    private static string[] StreamsOf(IEnumerable<IReadOnlyList<string>> plans) => [.. plans.SelectMany(one => one).Distinct().Select(StreamName.Of<Plan>)];

    private static AppendRequest Request(Wish wish, IReadOnlyList<string> streams, Dictionary<string, Present> present, PlansConcerned plans) => new(
        [.. streams.Select(stream => new StreamAppend(
            stream, StreamName.TypeOf(stream), ExpectedVersion.Exactly(present[stream].Version),
            [.. present[stream].Added.Select(entry => new NewEntry(EventTypes.NameOf(entry.Event), LedgerJson.Write(entry.Event), Headers: entry.Headers.Write()))]))],
        wish.Caller.Actor, wish.TraceId, Idempotency: wish.Key, Guards: plans.Guards(streams));

    private Outcome.Done Done(Wish wish, AppendRequest request, Dictionary<string, Present> present, AppendResult.Appended appended)
    {
        // The log has the entries stream by stream; the caller sees them as sent.
        var receipts = new Dictionary<string, Queue<Receipt>>(StringComparer.Ordinal);
        var at = 0;
        foreach (var append in request.Streams)
        {
            var (there, went) = (present[append.Stream], appended.Entries.Skip(at).Take(append.Entries.Count).ToList());
            at += append.Entries.Count;
            memory.Keep(append.Stream, there.With(append.Stream, wish.Caller, went, append.Entries.Sum(entry => (long)entry.Data.Length)));
            receipts.Add(append.Stream, new(went.Zip(there.Added, (entry, added) => Receipt.Of(entry, added.Event, added.Headers, wish.Caller.Actor))));
        }

        return new Outcome.Done([.. wish.Entries.Select(entry => receipts[entry.Stream].Dequeue())]);
    }

    private async Task<Outcome> RepeatAsync(Wish wish, AppendResult result, CancellationToken ct) => result switch
    {
        AppendResult.Repeated repeated => new Outcome.Done(await ReceiptsAsync(wish, repeated.Entries, ct)),
        AppendResult.KeyReused reused => new Outcome.KeyReused(reused.First),
        _ => throw new InvalidOperationException($"No answer to {result}."),
    };

    private async Task<IReadOnlyList<Receipt>> ReceiptsAsync(Wish wish, IReadOnlyList<AppendedEntry> appended, CancellationToken ct)
    {
        var receipts = new List<Receipt>(appended.Count);
        await foreach (var entry in store.ReadAllAsync(appended[0].Position - 1, appended.Count, ct)) receipts.Add(Receipt.Of(entry));
        if (receipts.Count == 1) return receipts;
        var byStream = receipts.GroupBy(receipt => receipt.Stream).ToDictionary(group => group.Key, group => new Queue<Receipt>(group), StringComparer.Ordinal);
        return [.. wish.Entries.Select(entry => byStream[entry.Stream].Dequeue())];
    }
}
