using Ledger.Domain.Entries;

namespace Ledger.Domain.Indicators;

/// <summary>Which facts may follow which in the life of an indicator.</summary>
internal static class IndicatorRules
{
    public static Refusal? Refuse(Indicator state, LedgerEvent @event) => (state, @event) switch
    {
        (_, not IndicatorEvent) => new EntryRefusals.WrongKind(EventTypes.NameOf(@event), Indicator.StreamType),
        (Indicator.Undefined, IndicatorEvent.IndicatorDefined e) => Unnamed(e.Definition),
        (Indicator.Undefined, _) => new IndicatorRefusals.IndicatorNotDefined(),
        (Indicator.Retired, _) => new IndicatorRefusals.IndicatorIsRetired(),
        (Indicator.Defined, IndicatorEvent.IndicatorDefined) => new IndicatorRefusals.IndicatorAlreadyDefined(),
        (Indicator.Defined, IndicatorEvent.IndicatorRevised e) => Unnamed(e.Definition),
        (Indicator.Defined i, IndicatorEvent.TargetSet e) when i.IndexOf(PointKind.Target, e.Figure.Period, e.Figure.Bound, e.Source) >= 0 =>
            new IndicatorRefusals.TargetAlreadySet(e.Figure.Period?.ToString()),
        (Indicator.Defined i, IndicatorEvent.TargetRevised e) when i.IndexOfTarget(e.Figure, e.Source) < 0 =>
            new IndicatorRefusals.NoTargetToRevise(e.Figure.Period?.ToString()),
        (Indicator.Defined i, IndicatorEvent.FigureWithdrawn e) when i.IndexOf(e.Kind, e.Period, e.Bound, e.Source) < 0 =>
            new IndicatorRefusals.NoFigureToWithdraw(e.Kind, e.Period?.ToString()),
        (Indicator.Defined i, IndicatorEvent.ChangeWithdrawn e) when i.IndexOfChange(e.From, e.To, e.Source) < 0 =>
            new IndicatorRefusals.NoFigureToWithdraw(null, e.To?.ToString()),
        _ => null,
    };

    private static IndicatorRefusals.IndicatorNameRequired? Unnamed(IndicatorDefinition definition) =>
        string.IsNullOrWhiteSpace(definition.Name) ? new IndicatorRefusals.IndicatorNameRequired() : null;
}

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
        public override string Message => $"A target for {Period ?? "no period"} is set already. Record 'target_revised'.";
    }

    /// <summary>There is no target for the period.</summary>
    /// <param name="Period">The period.</param>
    public sealed record NoTargetToRevise(string? Period) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "no_target_to_revise";

        /// <inheritdoc />
        public override string Message => $"No target for {Period ?? "no period"} is set on that day. Record 'target_set'.";
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
