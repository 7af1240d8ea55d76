using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Server.Identity;

namespace Ledger.Server.Recording;

/// <summary>A stream as it stands, and what a wish adds to it.</summary>
/// <param name="stream">The stream.</param>
internal sealed class Present(RememberedStream stream)
{
    private readonly List<Recorded> _entries = [.. stream.Entries];

    /// <summary>Its entries, those added behind those that are stored.</summary>
    public IReadOnlyList<Recorded> Entries => _entries;

    /// <summary>What is added.</summary>
    public List<(LedgerEvent Event, EntryHeaders Headers)> Added { get; } = [];

    /// <summary>The version that is stored; 0 where there is no such stream.</summary>
    public long Version { get; } = stream.Entries.Count;

    /// <summary>Position of the last entry that is stored.</summary>
    public long LastPosition { get; } = stream.Entries.Count == 0 ? 0 : stream.Entries[^1].Position;

    /// <summary>Adds an entry that was accepted.</summary>
    public void Add(string stream, string actor, LedgerEvent @event, EntryHeaders headers)
    {
        Added.Add((@event, headers));
        _entries.Add(new Recorded((_entries.Count == 0 ? 0 : _entries[^1].Position) + 1, stream, _entries.Count + 1, default, actor, @event));
    }

    /// <summary>The stream once what was added is in the log.</summary>
    /// <param name="name">The stream's name.</param>
    /// <param name="caller">Who recorded it.</param>
    /// <param name="appended">Where it went, in order.</param>
    /// <param name="bytes">Length of its JSON.</param>
    public RememberedStream With(string name, Caller caller, IEnumerable<AppendedEntry> appended, long bytes)
    {
        var entries = new List<Recorded>(_entries.Count);
        entries.AddRange(stream.Entries);
        entries.AddRange(appended.Zip(Added, (entry, added) => new Recorded(entry.Position, name, entry.Version, entry.RecordedAt, caller.Actor, added.Event, caller.Owner)));
        return new RememberedStream(entries, stream.Weight + Added.Count * RememberedStream.WeightOf(0) + 4 * bytes);
    }
}
