
namespace Ledger.Domain.Time;

/// <summary>业务日期: the day from which a fact holds in the world, as exactly as its source tells.</summary>
/// <param name="Date">The date as known. A fact of 2022-06 holds from 2022-06-30.</param>
/// <param name="Observed">
/// <see langword="true"/> where the source only sees the fact as given by then: "under construction" in a plan of 2022-03-31
/// holds from that day, though the building began earlier.
/// </param>
/// <param name="AsWritten">The date in the source's own words, where they differ from <paramref name="Date"/>.</param>
public sealed record EffectiveDate(ReducedDate Date, bool Observed = false, string? AsWritten = null)
{
    /// <summary>The day from which the fact holds: the last day of the period that <see cref="Date"/> names.</summary>
    public DateOnly On => Date.LastDay;

    /// <summary>How exactly the date is known.</summary>
    public Precision Precision => Date.Precision;

    /// <summary>A date known to the day and told, not merely observed.</summary>
    public static EffectiveDate OnDay(DateOnly day) => new(ReducedDate.Of(day));

    /// <summary>A state of things seen on <paramref name="date"/>.</summary>
    public static EffectiveDate SeenOn(ReducedDate date) => new(date, Observed: true);
}
