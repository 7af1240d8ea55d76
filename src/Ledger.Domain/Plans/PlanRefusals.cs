using Ledger.Domain.Entries;
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
}
