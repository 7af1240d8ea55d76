using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using static System.FormattableString;

namespace Ledger.Domain.Projects;

/// <summary>Why an entry about a project is refused.</summary>
public static class ProjectRefusals
{
    /// <summary>The project is not planned, or not yet on that day.</summary>
    public sealed record ProjectNotPlanned : Refusal
    {
        /// <inheritdoc />
        public override string Code => "project_not_planned";

        /// <inheritdoc />
        public override string Message => "No plan names the project on that day. Record 'project_planned' with an effective date no later than this entry's.";
    }

    /// <summary>The project was planned before.</summary>
    public sealed record ProjectAlreadyPlanned : Refusal
    {
        /// <inheritdoc />
        public override string Code => "project_already_planned";

        /// <inheritdoc />
        public override string Message => "The project is planned already. Revise its scope or schedule, or correct the first entry.";
    }

    /// <summary>A name is empty.</summary>
    public sealed record NameRequired : Refusal
    {
        /// <inheritdoc />
        public override string Code => "name_required";

        /// <inheritdoc />
        public override string Message => "A project needs a name.";
    }

    /// <summary>The schedule ends before it starts.</summary>
    /// <param name="Start">Its start.</param>
    /// <param name="End">Its end.</param>
    public sealed record ScheduleEndsBeforeItStarts(ReducedDate Start, ReducedDate End) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "schedule_ends_before_it_starts";

        /// <inheritdoc />
        public override string Message => Invariant($"The schedule ends ({End}) before it starts ({Start}).");
    }

    /// <summary>Progress lies outside 0 to 100.</summary>
    /// <param name="Percent">The value given.</param>
    public sealed record PercentOutOfRange(decimal Percent) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "percent_out_of_range";

        /// <inheritdoc />
        public override string Message => "Progress goes from 0 to 100 percent.";
    }

    /// <summary>Completion would lie before the start of construction.</summary>
    /// <param name="ConstructionStartedOn">The day on which construction began.</param>
    /// <param name="Reached">What the project had reached by then.</param>
    public sealed record CompletedBeforeStart(DateOnly ConstructionStartedOn, Stage Reached) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "completed_before_start";

        /// <inheritdoc />
        public override string Message =>
            Invariant($"Construction began on {ConstructionStartedOn:yyyy-MM-dd}, so the project can't be {Code<Stage>.Of(Reached)} before. Check both dates.");
    }

    /// <summary>The step lies before the one reached on that day.</summary>
    /// <param name="Reached">The step reached.</param>
    /// <param name="Step">The step wished.</param>
    public sealed record StageGoesBack(Stage Reached, Stage Step) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "stage_goes_back";

        /// <inheritdoc />
        public override string Message =>
            Invariant($"The project is {Code<Stage>.Of(Reached)} on that day; {Code<Stage>.Of(Step)} would go back. Going back is a correction: correct or void the later step.");
    }

    /// <summary>The step was taken before.</summary>
    /// <param name="Stage">The step.</param>
    public sealed record StageAlreadyReached(Stage Stage) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "stage_already_reached";

        /// <inheritdoc />
        public override string Message => Invariant($"The project is {Code<Stage>.Of(Stage)} on that day already. If the date was wrong, correct that entry.");
    }

    /// <summary>The project is suspended on that day.</summary>
    public sealed record ProjectIsSuspended : Refusal
    {
        /// <inheritdoc />
        public override string Code => "project_suspended";

        /// <inheritdoc />
        public override string Message => "The project is suspended on that day. Record 'project_resumed' first.";
    }

    /// <summary>The project is not suspended on that day.</summary>
    public sealed record ProjectNotSuspended : Refusal
    {
        /// <inheritdoc />
        public override string Code => "project_not_suspended";

        /// <inheritdoc />
        public override string Message => "The project is not suspended on that day, so it can't be resumed.";
    }

    /// <summary>The project is cancelled on that day.</summary>
    public sealed record ProjectIsCancelled : Refusal
    {
        /// <inheritdoc />
        public override string Code => "project_cancelled";

        /// <inheritdoc />
        public override string Message => "The project is cancelled on that day, so nothing can follow. If the cancellation was a mistake, void it.";
    }

    /// <summary>The facility was merged away by that day.</summary>
    public sealed record ProjectIsMergedAway : Refusal
    {
        /// <inheritdoc />
        public override string Code => "project_merged_away";

        /// <inheritdoc />
        public override string Message => "The facility was merged away by that day, so nothing can follow. If the merger was a mistake, void it.";
    }
}
