using Ledger.Domain.Entries;

namespace Ledger.Server.Simulation;

/// <summary>How a simulated clerk came to record an entry.</summary>
internal enum Pace
{
    /// <summary>In working hours, one after the other.</summary>
    Usual,

    /// <summary>After work.</summary>
    Evening,

    /// <summary>From a spreadsheet, all of the day within seconds.</summary>
    AtOnce,
}

/// <summary>One entry of a simulated course, before the ledger has it.</summary>
/// <param name="stream">The stream it belongs to.</param>
/// <param name="clerk">Who records it.</param>
/// <param name="day">The simulated day of recording.</param>
/// <param name="event">The fact.</param>
internal sealed class SimulatedEntry(string stream, Clerk clerk, DateOnly day, LedgerEvent @event)
{
    public string Stream => stream;

    public Clerk Clerk => clerk;

    public DateOnly Day => day;

    /// <summary>The fact; if it is about another entry, with a position yet to be filled in: see <see cref="Located"/>.</summary>
    public LedgerEvent Event => @event;

    /// <summary>The entry that it voids, corrects or reviews.</summary>
    public SimulatedEntry? About { get; init; }

    public Pace Pace { get; init; }

    /// <summary>The simulated time of recording; given by the timetable.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The fact, naming the entry that it is about by its position in the ledger.</summary>
    public LedgerEvent Located(long position) => @event switch
    {
        EntryEvent.EntryVoided e => e with { Position = position },
        EntryEvent.EntryCorrected e => e with { Position = position },
        EntryEvent.EntryReviewed e => e with { Position = position },
        _ => @event,
    };
}
