using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;

namespace Ledger.Server.Recording;

/// <summary>A stream as it stands, and what a wish adds to it.</summary>
/// <param name="stored">Its entries.</param>
internal sealed class Present(IReadOnlyList<Recorded> stored)
{
    private readonly List<Recorded> _entries = [.. stored];

    /// <summary>Its entries, those added behind those that are stored.</summary>
    public IReadOnlyList<Recorded> Entries => _entries;

    /// <summary>What is added.</summary>
    public List<(LedgerEvent Event, EntryHeaders Headers)> Added { get; } = [];

    /// <summary>The version that is stored; 0 where there is no such stream.</summary>
    public long Version { get; } = stored.Count;

    /// <summary>Position of the last entry that is stored.</summary>
    public long LastPosition { get; } = stored.Count == 0 ? 0 : stored[^1].Position;

    /// <summary>Adds an entry that was accepted.</summary>
    public void Add(string stream, string actor, LedgerEvent @event, EntryHeaders headers)
    {
        Added.Add((@event, headers));
        _entries.Add(new Recorded((_entries.Count == 0 ? 0 : _entries[^1].Position) + 1, stream, _entries.Count + 1, default, actor, @event));
    }
}
