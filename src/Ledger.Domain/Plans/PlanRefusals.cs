using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using static System.FormattableString;

namespace Ledger.Domain.Plans;

/// <summary>Why an entry about a plan is refused.</summary>
public static class PlanRefusals
{
    /// <summary>The plan is not published on that day.</summary>
    public sealed record PlanNotPublished : Refusal
    {
        /// <inheritdoc />
        public override string Code => "plan_not_published";

        /// <inheritdoc />
        public override string Message => "The plan is not published on that day. Record 'plan_published' first.";
    }

    /// <summary>The plan was published before.</summary>
    public sealed record PlanAlreadyPublished : Refusal
    {
        /// <inheritdoc />
        public override string Code => "plan_already_published";

        /// <inheritdoc />
        public override string Message => "The plan is published already. Record 'plan_revised'.";
    }

    /// <summary>The plan's period ends before it starts.</summary>
    /// <param name="PeriodStart">Its first day.</param>
    /// <param name="PeriodEnd">Its last day.</param>
    public sealed record PeriodEndsBeforeItStarts(DateOnly PeriodStart, DateOnly PeriodEnd) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "period_ends_before_it_starts";

        /// <inheritdoc />
        public override string Message => Invariant($"The plan's period ends ({PeriodEnd:yyyy-MM-dd}) before it starts ({PeriodStart:yyyy-MM-dd}).");
    }

    /// <summary>Only a month, a quarter or a year can be closed.</summary>
    /// <param name="Period">What was to be closed.</param>
    public sealed record NotAPeriod(ReducedDate Period) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "not_a_period";

        /// <inheritdoc />
        public override string Message => Invariant($"'{Period}' is no period. Close a month, a quarter or a year: 2022-06, 2022-Q2 or 2022.");
    }

    /// <summary>The period has not ended yet.</summary>
    /// <param name="Period">The period.</param>
    /// <param name="Today">The day of the closing.</param>
    public sealed record PeriodNotOver(ReducedDate Period, DateOnly Today) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "period_not_over";

        /// <inheritdoc />
        public override string Message => Invariant($"'{Period}' ends on {Period.LastDay:yyyy-MM-dd}; today is {Today:yyyy-MM-dd}. Close it once it is over.");
    }

    /// <summary>The period lies before the plan's own.</summary>
    /// <param name="Period">The period.</param>
    /// <param name="PeriodStart">First day of the plan's period.</param>
    public sealed record PeriodBeforePlan(ReducedDate Period, DateOnly PeriodStart) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "period_before_plan";

        /// <inheritdoc />
        public override string Message => Invariant($"'{Period}' is over before the plan begins on {PeriodStart:yyyy-MM-dd}: nothing is reported of it.");
    }

    /// <summary>The period is closed, or is a part of one that is.</summary>
    /// <param name="Period">The period.</param>
    /// <param name="Closed">The closed period that holds it.</param>
    public sealed record PeriodAlreadyClosed(ReducedDate Period, ReducedDate Closed) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "period_already_closed";

        /// <inheritdoc />
        public override string Message => Invariant($"'{Period}' is closed already, by the closing of {Closed}.");
    }

    /// <summary>The entry holds within a closed period and does not say why it comes late.</summary>
    /// <param name="Period">The closed period.</param>
    /// <param name="Closing">Position of the closing.</param>
    public sealed record LateWithoutReason(ReducedDate Period, long Closing) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "late_without_reason";

        /// <inheritdoc />
        public override string Message => Invariant($"'{Period}' was closed by the entry at {Closing}. An entry that holds within it needs a reason: say why it comes late.");
    }

    /// <summary>An evaluation names its report.</summary>
    public sealed record EvaluationWithoutSource : Refusal
    {
        /// <inheritdoc />
        public override string Code => "evaluation_without_source";

        /// <inheritdoc />
        public override string Message => "An evaluation is a report: name it as the source.";
    }

    /// <summary>The evaluation was issued before the last day of which it speaks.</summary>
    /// <param name="Through">Up to when it speaks.</param>
    /// <param name="IssuedOn">The day of its issue.</param>
    public sealed record EvaluationBeforeItsEnd(ReducedDate Through, DateOnly IssuedOn) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "evaluation_before_its_end";

        /// <inheritdoc />
        public override string Message => Invariant($"A report issued on {IssuedOn:yyyy-MM-dd} can't speak of the time up to {Through.LastDay:yyyy-MM-dd}.");
    }

    /// <summary>That evaluation is recorded.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="Through">Up to when it speaks.</param>
    public sealed record EvaluationAlreadyIssued(EvaluationKind Kind, ReducedDate Through) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "evaluation_already_issued";

        /// <inheritdoc />
        public override string Message => Invariant($"The {Code<EvaluationKind>.Of(Kind)} evaluation through {Through} is recorded already. Void it first if it was wrong.");
    }
}
