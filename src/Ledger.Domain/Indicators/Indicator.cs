using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Indicators;

/// <summary>The state of an indicator.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "case")]
[JsonDerivedType(typeof(Undefined), "undefined")]
[JsonDerivedType(typeof(Retired), "retired")]
[JsonDerivedType(typeof(Defined), "defined")]
public abstract record Indicator : IAggregate<Indicator>
{
    private Indicator() { }

    /// <inheritdoc />
    public static string StreamType => "indicator";

    /// <inheritdoc />
    public static Indicator Initial { get; } = new Undefined();

    /// <inheritdoc />
    public bool Exists => this is not Undefined;

    /// <inheritdoc />
    public static Refusal? Refuse(Indicator state, LedgerEvent @event) => IndicatorRules.Refuse(state, @event);

    /// <inheritdoc />
    public static Indicator Evolve(Indicator state, Fact fact) => (state, fact.Event) switch
    {
        (Undefined, IndicatorEvent.IndicatorDefined e) => new Defined(e.Definition, [], [], e.Source),
        (Defined i, IndicatorEvent.IndicatorRevised e) => i with { Definition = e.Definition },
        (Defined i, IndicatorEvent.BaselineRecorded e) => i.With(PointKind.Baseline, e.Figure, fact),
        (Defined i, IndicatorEvent.TargetSet e) => i.With(PointKind.Target, e.Figure, fact),
        (Defined i, IndicatorEvent.TargetRevised e) => i.WithRevisedTarget(e.Figure, fact),
        (Defined i, IndicatorEvent.ValueReported e) => i.With(PointKind.Actual, e.Figure, fact),
        (Defined i, IndicatorEvent.ChangeStated e) => i.With(new StatedChange(e.From, e.To, e.Value, e.AsWritten, e.Unit, e.Source)),
        (Defined i, IndicatorEvent.FigureWithdrawn e) => i.Without(e),
        (Defined i, IndicatorEvent.ChangeWithdrawn e) => i.Without(e),
        (Defined i, IndicatorEvent.IndicatorRetired) => new Retired(i),
        _ => throw new ImpossibleHistoryException(state, fact),
    };

    /// <summary>Not defined yet.</summary>
    public sealed record Undefined : Indicator;

    /// <summary>Measured no more.</summary>
    /// <param name="Last">What it was.</param>
    public sealed record Retired(Defined Last) : Indicator;

    /// <summary>An indicator that a plan defines.</summary>
    /// <param name="Definition">What it measures.</param>
    /// <param name="Points">Its figures, in the order of the fold; one for each kind, period, bound and place.</param>
    /// <param name="Changes">Changes that sources state.</param>
    /// <param name="Source">Where it is defined.</param>
    public sealed record Defined(IndicatorDefinition Definition, Sequence<Point> Points, Sequence<StatedChange> Changes, Source? Source) : Indicator
    {
        /// <summary>The baseline of the last period, from which the targets start; of several places the first one given (see the findings).</summary>
        public Point? Baseline => Points.Where(point => point.Kind == PointKind.Baseline).MaxBy(point => point.Figure.Period?.LastDay ?? DateOnly.MinValue);

        /// <summary>The target of the last period; of several places the first one given.</summary>
        public Point? Target => Points.Where(point => point.Kind == PointKind.Target).MaxBy(point => point.Figure.Period?.LastDay ?? DateOnly.MinValue);

        /// <summary>The value of the latest period that was reached; of several places the first one given.</summary>
        public Point? Latest => Points.Where(point => point.Kind == PointKind.Actual).MaxBy(point => point.Figure.Period?.LastDay ?? point.EffectiveFrom);

        internal int IndexOf(PointKind kind, ReducedDate? period, Bound? bound, Source? source)
        {
            for (var i = 0; i < Points.Count; i++)
            {
                var point = Points[i];
                if (point.Kind == kind && point.Figure.Period == period && point.Figure.Bound == bound && SamePlace(point.Source, source)) return i;
            }

            return -1;
        }

        internal int IndexOfTarget(Figure figure, Source? source)
        {
            var exact = IndexOf(PointKind.Target, figure.Period, figure.Bound, source);
            if (exact >= 0) return exact;
            for (var i = 0; i < Points.Count; i++)
                if (Points[i].Kind == PointKind.Target && Points[i].Figure.Period == figure.Period && Points[i].Figure.Bound == figure.Bound) return i;
            return -1;
        }

        internal Defined With(PointKind kind, Figure figure, Fact fact) => At(IndexOf(kind, figure.Period, figure.Bound, fact.Event.Source), Made(kind, figure, fact));

        internal Defined WithRevisedTarget(Figure figure, Fact fact) => At(IndexOfTarget(figure, fact.Event.Source), Made(PointKind.Target, figure, fact));

        internal Defined With(StatedChange change)
        {
            var index = IndexOfChange(change.From, change.To, change.Source);
            return this with { Changes = index < 0 ? Changes.With(change) : Changes.With(index, change) };
        }

        internal int IndexOfChange(ReducedDate? from, ReducedDate? to, Source? source)
        {
            for (var i = 0; i < Changes.Count; i++)
                if (Changes[i].From == from && Changes[i].To == to && SamePlace(Changes[i].Source, source)) return i;
            return -1;
        }

        internal Defined Without(IndicatorEvent.ChangeWithdrawn e)
        {
            var index = IndexOfChange(e.From, e.To, e.Source);
            return this with { Changes = [.. Changes.Where((_, i) => i != index)] };
        }

        internal Defined Without(IndicatorEvent.FigureWithdrawn e)
        {
            var index = IndexOf(e.Kind, e.Period, e.Bound, e.Source);
            return this with { Points = [.. Points.Where((_, i) => i != index)] };
        }

        private Defined At(int index, Point point) => this with { Points = index < 0 ? Points.With(point) : Points.With(index, point) };

        private static Point Made(PointKind kind, Figure figure, Fact fact) =>
            new(kind, figure, fact.Event.Source, fact.On, fact.Entry.Position, fact.Entry.RecordedAt);

        private static bool SamePlace(Source? one, Source? other) => one is null ? other is null : one.SamePlaceAs(other);
    }
}
