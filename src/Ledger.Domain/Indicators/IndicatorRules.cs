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
