using Ledger.Domain.Entries;
using Ledger.Domain.Indicators;
using Ledger.Domain.Projects;
using Ledger.Domain.Time;

namespace Ledger.Domain.Plans;

/// <summary>Which entries change a figure that a report of the plan was about.</summary>
public static class Evaluated
{
    /// <summary>Position of the first standing evaluation whose figures an entry changes; <see langword="null"/> where there is none.</summary>
    /// <remarks>A figure is one of an indicator, or a project's progress. It was in the report if it holds from a day up to which the report speaks.</remarks>
    /// <param name="plan">Entries of the plan's own stream, up to the entry.</param>
    /// <param name="stream">The entries of its stream before it.</param>
    /// <param name="event">The entry.</param>
    public static long? Of(IEnumerable<Recorded> plan, IReadOnlyList<Recorded> stream, LedgerEvent @event)
    {
        if (!IsFigure(stream, @event)) return null;
        var days = Lateness.DaysOf(stream, @event).ToList();
        return Fold.Facts(plan).Where(fact => fact.Event is PlanEvent.EvaluationIssued issued && days.Any(day => day <= issued.Through.LastDay))
            .Select(fact => (long?)fact.Entry.Position).Min();
    }

    /// <summary>Why an evaluation can't be recorded, or <see langword="null"/>.</summary>
    internal static Refusal? Refuse(Plan.Published plan, PlanEvent.EvaluationIssued issued)
    {
        if (issued.Source is null) return new PlanRefusals.EvaluationWithoutSource();
        if (issued.Through.LastDay > issued.Effective.On) return new PlanRefusals.EvaluationBeforeItsEnd(issued.Through, issued.Effective.On);
        return plan.Evaluations.Contains(new Evaluation(issued.Kind, issued.Through)) ? new PlanRefusals.EvaluationAlreadyIssued(issued.Kind, issued.Through) : null;
    }

    private static bool IsFigure(IReadOnlyList<Recorded> stream, LedgerEvent @event) => @event switch
    {
        IndicatorEvent.BaselineRecorded or IndicatorEvent.TargetSet or IndicatorEvent.TargetRevised or IndicatorEvent.ValueReported
            or IndicatorEvent.FigureWithdrawn or ProjectEvent.ProgressReported => true,
        EntryEvent.EntryCorrected e => IsFigure(stream, e.Replacement) || Names(stream, e.Position),
        EntryEvent.EntryVoided e => Names(stream, e.Position),
        _ => false,
    };

    private static bool Names(IReadOnlyList<Recorded> stream, long position) =>
        stream.Any(entry => entry.Position == position && IsFigure(stream, entry.Event is EntryEvent.EntryCorrected e ? e.Replacement : entry.Event));
}
