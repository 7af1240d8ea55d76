namespace Ledger.Domain.Indicators;

/// <summary>What an indicator needs from its latest value to the target of its last period.</summary>
/// <param name="From">Last day of the period of the latest value, or of the baseline where nothing was reported since.</param>
/// <param name="Start">That value.</param>
/// <param name="To">Last day of the target's period; after <paramref name="From"/>.</param>
/// <param name="Target">The target's number, in the same unit.</param>
public sealed record NeededPath(DateOnly From, decimal Start, DateOnly To, decimal Target)
{
    /// <summary>What must be added in a year of 365.25 days on average; negative where the indicator is to fall, 0 where it is reached.</summary>
    public decimal PerYear => (Target - Start) / (To.DayNumber - From.DayNumber) * 365.25m;

    /// <summary>The path of an indicator; <see langword="null"/> where figures can't be compared, lie in the wrong order, or the target is reached.</summary>
    public static NeededPath? Of(Indicator.Defined indicator)
    {
        if (Attainments.Judge(indicator) is Attainment.Reached or Attainment.NotComparable or Attainment.NoTarget) return null;
        if ((indicator.Latest ?? indicator.Baseline) is not { Figure: { Period: { } from, Value: { } start } begun } || indicator.Target is not { Figure: { Period: { } to, Value: { } target } wanted }) return null;
        return to.LastDay > from.LastDay && begun.Unit == wanted.Unit ? new NeededPath(from.LastDay, start, to.LastDay, target) : null;
    }
}
