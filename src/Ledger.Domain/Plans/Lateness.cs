using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Plans;

/// <summary>迟报: which entries come after the period that they are about was closed.</summary>
/// <remarks>
/// An entry is late if a closing of its plan that stood at its position covers its effective date. A correction is about the
/// day of what it corrects as well as that of its replacement, and a voiding about the day of what it voids: both change what
/// was reported of the period. A review or a piece of evidence changes nothing of it and is never late.
/// </remarks>
public static class Lateness
{
    /// <summary>The first closing that makes an entry late; <see langword="null"/> where it comes in time.</summary>
    /// <param name="closings">The closings of the plans that the entry belongs to, as they stand at its position.</param>
    /// <param name="stream">The entries of its stream before it.</param>
    /// <param name="event">The entry.</param>
    public static Closing? Of(IEnumerable<Closing> closings, IReadOnlyList<Recorded> stream, LedgerEvent @event)
    {
        var days = DaysOf(stream, @event).ToList();
        return closings.FirstOrDefault(closing => days.Any(closing.Covers));
    }

    /// <summary>Why an entry that is late can't be recorded so: it does not say why it is late.</summary>
    public static Refusal? Refuse(Closing? closing, LedgerEvent @event) =>
        closing is not null && string.IsNullOrWhiteSpace(@event.Reason) ? new PlanRefusals.LateWithoutReason(closing.Period, closing.Position) : null;

    /// <summary>The days whose picture an entry changes.</summary>
    internal static IEnumerable<DateOnly> DaysOf(IReadOnlyList<Recorded> stream, LedgerEvent @event) => @event switch
    {
        EntryEvent.EntryCorrected e => [.. DaysOf(stream, e.Position), e.Replacement.Effective.On],
        EntryEvent.EntryVoided e => DaysOf(stream, e.Position),
        EntryEvent => [],
        _ => [@event.Effective.On],
    };

    private static IEnumerable<DateOnly> DaysOf(IReadOnlyList<Recorded> stream, long position) =>
        from entry in stream
        where entry.Position == position
        let fact = entry.Event is EntryEvent.EntryCorrected e ? e.Replacement : entry.Event
        where fact is not EntryEvent
        select fact.Effective.On;
}
