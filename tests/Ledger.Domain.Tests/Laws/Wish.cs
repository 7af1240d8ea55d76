using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Tests.Laws;

/// <summary>An entry that someone wishes to record, as the generator drew it: numbers that a history turns into an event.</summary>
/// <param name="Verb">What to record: an index into the verbs of the kind of stream.</param>
/// <param name="Day">Days after the first of 2022; far earlier than the last entry for a back-dated one.</param>
/// <param name="Vague">0: known to the day; 1: to the month; 2: to the quarter; 3: merely observed.</param>
/// <param name="Target">Which entry a voiding or correction means, counted from the last.</param>
/// <param name="Value">Anything the event needs beside its date.</param>
public sealed record Wish(int Verb, int Day, int Vague, int Target, int Value)
{
    public EffectiveDate Effective
    {
        get
        {
            var day = new DateOnly(2022, 1, 1).AddDays(Day);
            return Vague switch
            {
                1 => new(ReducedDate.Parse($"{day:yyyy-MM}")),
                2 => new(ReducedDate.Parse($"{day.Year}-Q{(day.Month + 2) / 3}")),
                3 => EffectiveDate.SeenOn(ReducedDate.Of(day)),
                _ => EffectiveDate.OnDay(day),
            };
        }
    }

    /// <summary>Simpler wishes, for a readable counterexample.</summary>
    public IEnumerable<Wish> Simpler()
    {
        if (Vague != 0) yield return this with { Vague = 0 };
        if (Value != 0) yield return this with { Value = 0 };
        if (Target != 0) yield return this with { Target = 0 };
        if (Day > 0) yield return this with { Day = Day / 2 };
        if (Day > 0) yield return this with { Day = Day - 1 };
    }
}

/// <summary>How the wishes about one kind of stream become events.</summary>
public interface IVerbs
{
    /// <summary>Facts about the world, each with how often it is to be drawn.</summary>
    static abstract IReadOnlyList<(int Weight, Func<Wish, LedgerEvent> Make)> Facts { get; }
}
