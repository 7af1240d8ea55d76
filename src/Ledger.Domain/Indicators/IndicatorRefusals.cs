using Ledger.Domain.Entries;
using static System.FormattableString;

namespace Ledger.Domain.Indicators;

/// <summary>Why an entry about an indicator is refused.</summary>
public static class IndicatorRefusals
{
    /// <summary>The indicator is not defined, or not yet on that day.</summary>
    public sealed record IndicatorNotDefined : Refusal
    {
        /// <inheritdoc />
        public override string Code => "indicator_not_defined";

        /// <inheritdoc />
        public override string Message => "The indicator is not defined on that day. Record 'indicator_defined' with an effective date no later than this entry's.";
    }

    /// <summary>The indicator was defined before.</summary>
    public sealed record IndicatorAlreadyDefined : Refusal
    {
        /// <inheritdoc />
        public override string Code => "indicator_already_defined";

        /// <inheritdoc />
        public override string Message => "The indicator is defined already. Record 'indicator_revised', or correct the first entry.";
    }

    /// <summary>The indicator is measured no more on that day.</summary>
    public sealed record IndicatorIsRetired : Refusal
    {
        /// <inheritdoc />
        public override string Code => "indicator_retired";

        /// <inheritdoc />
        public override string Message => "The indicator is retired on that day, so nothing can follow. If that was a mistake, void it.";
    }

    /// <summary>A name is empty.</summary>
    public sealed record IndicatorNameRequired : Refusal
    {
        /// <inheritdoc />
        public override string Code => "indicator_name_required";

        /// <inheritdoc />
        public override string Message => "An indicator needs a name.";
    }

    /// <summary>The same place has set a target for the period before.</summary>
    /// <param name="Period">The period.</param>
    public sealed record TargetAlreadySet(string? Period) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "target_already_set";

        /// <inheritdoc />
        public override string Message => Invariant($"A target for {Period ?? "no period"} is set already. Record 'target_revised'.");
    }

    /// <summary>There is no target for the period.</summary>
    /// <param name="Period">The period.</param>
    public sealed record NoTargetToRevise(string? Period) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "no_target_to_revise";

        /// <inheritdoc />
        public override string Message => Invariant($"No target for {Period ?? "no period"} is set on that day. Record 'target_set'.");
    }

    /// <summary>There is no such figure.</summary>
    /// <param name="Kind">What it would be; absent for a stated change.</param>
    /// <param name="Period">The period.</param>
    public sealed record NoFigureToWithdraw(PointKind? Kind, string? Period) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "no_figure_to_withdraw";

        /// <inheritdoc />
        public override string Message => $"No {(Kind is { } kind ? Code<PointKind>.Of(kind) : "change")} for {Period ?? "no period"} stands on that day at that place.";
    }
}
