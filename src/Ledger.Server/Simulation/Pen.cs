using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Server.Simulation;

/// <summary>Writes the entries of one stream as a clerk would: some days after the fact, on a desk day, and now and then wrongly.</summary>
/// <param name="stream">The stream.</param>
/// <param name="clerk">Who records.</param>
/// <param name="dice">The stream's dice.</param>
internal sealed class Pen(string stream, Clerk clerk, Dice dice)
{
    private readonly List<SimulatedEntry> _entries = [];

    /// <summary>What was written, in no order.</summary>
    public IReadOnlyList<SimulatedEntry> Entries => _entries;

    /// <summary>What the plan itself says: recorded when it is published.</summary>
    public void Publish(LedgerEvent fact, DateOnly day) => Add(new SimulatedEntry(stream, Office.District, day, fact));

    /// <summary>Records a fact some days after it began to hold.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="late">Days at least until it is recorded.</param>
    public SimulatedEntry Write(LedgerEvent fact, int late = 2)
    {
        var day = clerk.DayFrom(fact.Effective.On.AddDays(late + dice.Between(0, 5)));
        return dice.Between(1, 100) switch
        {
            <= 3 => WriteOn(day, fact, Pace.Evening),
            // The Saturday after the desk day: before any entry of the next one.
            4 => WriteOn(day.AddDays(DayOfWeek.Saturday - day.DayOfWeek), fact),
            _ => WriteOn(day, fact),
        };
    }

    /// <summary>Records a fact that may be found out late: one in thirty is, by months.</summary>
    public SimulatedEntry WriteSometimesLate(LedgerEvent fact) => Write(fact, dice.Chance(3) ? dice.Between(35, 110) : 2);

    /// <summary>Records a fact on a day.</summary>
    public SimulatedEntry WriteOn(DateOnly day, LedgerEvent fact, Pace pace = Pace.Usual) => Add(new SimulatedEntry(stream, clerk, day, fact) { Pace = pace });

    /// <summary>The clerk finds a mistake and corrects it.</summary>
    public SimulatedEntry Correct(SimulatedEntry wrong, LedgerEvent right, string reason, int after = 7) => Add(new SimulatedEntry(
        stream, clerk, clerk.DayFrom(wrong.Day.AddDays(after)),
        new EntryEvent.EntryCorrected { Position = 0, Replacement = right, Reason = reason, Effective = right.Effective }) { About = wrong });

    /// <summary>A reviewer finds a mistake, and the clerk corrects it.</summary>
    public SimulatedEntry Reject(SimulatedEntry wrong, LedgerEvent right, string reason)
    {
        var review = Add(Reviews.Of(wrong, Office.Tang.DayFrom(wrong.Day.AddDays(4)), Verdict.Rejected, reason));
        return Correct(wrong, right, $"退回后更正：{reason}", review.Day.DayNumber - wrong.Day.DayNumber + 3);
    }

    /// <summary>The clerk finds that an entry should not be there at all.</summary>
    public void Void(SimulatedEntry wrong, string reason)
    {
        var day = clerk.DayFrom(wrong.Day.AddDays(6));
        Add(new SimulatedEntry(stream, clerk, day, new EntryEvent.EntryVoided { Position = 0, Reason = reason, Effective = EffectiveDate.OnDay(day) }) { About = wrong });
    }

    private SimulatedEntry Add(SimulatedEntry entry)
    {
        _entries.Add(entry);
        return entry;
    }
}
