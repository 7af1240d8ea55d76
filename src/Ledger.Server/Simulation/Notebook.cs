using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Server.Recording;
using Decision = Ledger.Domain.Entries.Decision;

namespace Ledger.Server.Simulation;

/// <summary>What the ledger has of a simulation, and what follows: every entry is decided as people's entries are.</summary>
/// <param name="plan">Code of the simulation's plan.</param>
/// <param name="streams">The simulation's streams in the ledger.</param>
internal sealed class Notebook(string plan, IReadOnlyDictionary<string, IReadOnlyList<Recorded>> streams)
{
    private readonly Dictionary<string, List<Recorded>> _streams = streams.ToDictionary(stream => stream.Key, stream => stream.Value.ToList(), StringComparer.Ordinal);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<SimulatedEntry, long> _positions = [];

    /// <summary>Whether the ledger has an entry. Asked once for each, in the order of the course.</summary>
    /// <remarks>Nobody else records in these streams, so the n-th entry of the course in a stream is the n-th entry of the stream.</remarks>
    /// <exception cref="InvalidOperationException">The ledger has another entry in its place.</exception>
    public bool Has(SimulatedEntry entry)
    {
        var index = _seen.GetValueOrDefault(entry.Stream);
        if (Entries(entry.Stream) is not { } present || index >= present.Count) return false;
        _seen[entry.Stream] = index + 1;
        var there = present[index];
        if (there.Actor != entry.Clerk.Actor || !there.Event.Equals(Located(entry)))
            throw new InvalidOperationException(
                $"The ledger has another course for {plan}: the entry at {there.Position} is not the one that this version of the program makes. Choose another --seed.");
        _positions.Add(entry, there.Position);
        return true;
    }

    /// <summary>Decides what one clerk records in one sitting.</summary>
    /// <returns>The append, or why an entry is refused, which would be a mistake of the simulation.</returns>
    public AppendRequest Decide(IReadOnlyList<SimulatedEntry> sitting)
    {
        var appends = new List<StreamAppend>();
        foreach (var stream in sitting.GroupBy(entry => entry.Stream, StringComparer.Ordinal))
        {
            var entries = Entries(stream.Key) ?? (_streams[stream.Key] = []);
            var version = entries.Count;
            appends.Add(new StreamAppend(stream.Key, StreamName.TypeOf(stream.Key), ExpectedVersion.Exactly(version), [.. stream.Select(entry => Decide(entries, entry))]));
        }

        return new AppendRequest(appends, sitting[0].Clerk.Actor, $"simulation:{plan}");
    }

    /// <summary>Takes note of where the entries of a sitting went.</summary>
    public void Add(IReadOnlyList<SimulatedEntry> sitting, IReadOnlyList<AppendedEntry> appended)
    {
        foreach (var (entry, there) in sitting.GroupBy(entry => entry.Stream, StringComparer.Ordinal).SelectMany(stream => stream).Zip(appended))
        {
            var stream = _streams[entry.Stream];
            var index = (int)there.Version - 1;
            stream[index] = stream[index] with { Position = there.Position, RecordedAt = there.RecordedAt };
            _positions.Add(entry, there.Position);
        }
    }

    private NewEntry Decide(List<Recorded> entries, SimulatedEntry entry)
    {
        var by = new Author(entry.Clerk.Actor, entry.Clerk.Actor);
        // Its own today: nothing is recorded before it has happened, not even here.
        var decision = Decide(entry.Stream, entries, Located(entry), entry.Day, by);
        if (decision is not Decision.Accepted accepted)
            throw new InvalidOperationException($"The simulation made an entry that is refused: {entry.Stream}, {entry.Event}, {((Decision.Refused)decision).Refusal.Code}.");
        entries.Add(new Recorded((entries.Count == 0 ? 0 : entries[^1].Position) + 1, entry.Stream, entries.Count + 1, default, by.Actor, accepted.Event, by.Owner));
        return new NewEntry(EventTypes.NameOf(accepted.Event), LedgerJson.Write(accepted.Event), Headers: new EntryHeaders(by.Owner, SimulatedAt: entry.At).Write());
    }

    private static Decision Decide(string stream, IReadOnlyList<Recorded> entries, LedgerEvent @event, DateOnly today, Author by) => StreamName.TypeOf(stream) switch
    {
        "plan" => Domain.Entries.Recording.Decide<Plan>(entries, @event, today, by),
        "account" => Domain.Entries.Recording.Decide<Account>(entries, @event, today, by),
        _ => Decisions.Decide(stream, entries, @event, today, by),
    };

    private LedgerEvent Located(SimulatedEntry entry) => entry.About is { } about ? entry.Located(_positions[about]) : entry.Event;

    private List<Recorded>? Entries(string stream) => _streams.GetValueOrDefault(stream);
}
