using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Compare;

/// <summary>Finds the entries of one stream that make the difference between two times.</summary>
internal static class Changes
{
    /// <summary>Entries that count on one side only, and entries that void, correct or (where only what is confirmed counts) review such an entry, in order of position.</summary>
    /// <param name="stored">All entries of one stream.</param>
    /// <param name="from">The one time.</param>
    /// <param name="to">The other one.</param>
    public static IReadOnlyList<ChangingEntry> Find(IReadOnlyList<StoredEntry> stored, AsKnown from, AsKnown to)
    {
        var last = Math.Max(from.Position, to.Position);
        return Find([.. stored.TakeWhile(entry => entry.Position <= last).Select(entry => entry.ToRecorded())], from, to);
    }

    /// <summary>The same, of entries read before.</summary>
    /// <param name="entries">Entries of one stream, at least those recorded by both times.</param>
    /// <param name="from">The one time.</param>
    /// <param name="to">The other one.</param>
    public static IReadOnlyList<ChangingEntry> Find(IReadOnlyList<Recorded> entries, AsKnown from, AsKnown to)
    {
        var differing = Counting(entries, from);
        differing.SymmetricExceptWith(Counting(entries, to));
        var (earlier, later) = (Math.Min(from.Position, to.Position), Math.Max(from.Position, to.Position));
        return
        [
            .. from entry in entries
               where differing.Contains(entry.Position)
                   || (entry.Position > earlier && entry.Position <= later && Target(entry.Event, to.Basis) is { } target && differing.Contains(target))
               select new ChangingEntry(
                   entry.Position, EventTypes.NameOf(entry.Event), HoldsFrom(entry.Event), entry.RecordedAt, entry.Actor, entry.Event.Reason),
        ];
    }

    private static HashSet<long> Counting(IReadOnlyList<Recorded> entries, AsKnown at) =>
        [.. Fold.Facts(entries, at.Position, at.Basis).Where(fact => fact.On <= at.AsOf).Select(fact => fact.Entry.Position)];

    private static long? Target(LedgerEvent @event, Basis basis) => @event switch
    {
        EntryEvent.EntryVoided voided => voided.Position,
        EntryEvent.EntryCorrected corrected => corrected.Position,
        EntryEvent.EntryReviewed reviewed when basis == Basis.Confirmed => reviewed.Position,
        _ => null,
    };

    private static DateOnly HoldsFrom(LedgerEvent @event) =>
        (@event is EntryEvent.EntryCorrected corrected ? corrected.Replacement : @event).Effective.On;
}
