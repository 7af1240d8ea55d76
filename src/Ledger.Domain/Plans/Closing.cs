using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Plans;

/// <summary>关账: a closing that stands.</summary>
/// <param name="Position">Position of its entry.</param>
/// <param name="Period">The month, quarter or year that is closed.</param>
public sealed record Closing(long Position, ReducedDate Period)
{
    /// <summary>Whether a day lies in the period.</summary>
    public bool Covers(DateOnly day) => Period.FirstDay <= day && day <= Period.LastDay;

    /// <summary>The closings of a plan that stand, in the order in which they were recorded.</summary>
    /// <param name="plan">Entries of the plan's own stream.</param>
    public static IReadOnlyList<Closing> Of(IEnumerable<Recorded> plan) =>
        [.. Fold.Facts(plan).Where(fact => fact.Event is PlanEvent.PeriodClosed).OrderBy(fact => fact.Entry.Position)
            .Select(fact => new Closing(fact.Entry.Position, ((PlanEvent.PeriodClosed)fact.Event).Period))];

    /// <summary>Why a period can't be closed, or <see langword="null"/>.</summary>
    /// <remarks>
    /// A plan's projects go on being reported after its last year, so those periods can be closed too; before its first day
    /// there are baselines only. A year closes what its quarters left open; a quarter of a closed year is closed already.
    /// </remarks>
    internal static Refusal? Refuse(Plan.Published plan, PlanEvent.PeriodClosed closing)
    {
        var period = closing.Period;
        if (period.Precision == Precision.Day) return new PlanRefusals.NotAPeriod(period);
        if (period.LastDay >= closing.Effective.On) return new PlanRefusals.PeriodNotOver(period, closing.Effective.On);
        if (period.LastDay < plan.Document.PeriodStart) return new PlanRefusals.PeriodBeforePlan(period, plan.Document.PeriodStart);
        return plan.Closed.Where(closed => closed.FirstDay <= period.FirstDay && period.LastDay <= closed.LastDay).Select(closed => (ReducedDate?)closed).FirstOrDefault() is { } by
            ? new PlanRefusals.PeriodAlreadyClosed(period, by)
            : null;
    }
}
