using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.ReadModels;

/// <summary>Turns stored bytes into the domain's entries.</summary>
public static class RecordedEntries
{
    /// <summary>The entry as the domain knows it.</summary>
    /// <exception cref="UnreadableEventException">Its type or data are not known to this version of the program.</exception>
    public static Recorded ToRecorded(this StoredEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new Recorded(
            entry.Position, entry.Stream, entry.Version, entry.RecordedAt, entry.Actor ?? "", LedgerJson.Read(entry.Type, entry.Data.Span),
            EntryHeaders.Of(entry).Owner);
    }
}
