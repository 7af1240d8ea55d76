using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Indicators;

/// <summary>Facts about one indicator. Stored bytes: see <see cref="LedgerEvent"/>.</summary>
public abstract record IndicatorEvent : LedgerEvent
{
    private IndicatorEvent() { }

    /// <summary>The indicator was defined. The first fact of every indicator.</summary>
    [StoredAs("indicator_defined")]
    public sealed record IndicatorDefined : IndicatorEvent
    {
        /// <summary>What it measures.</summary>
        public required IndicatorDefinition Definition { get; init; }
    }

    /// <summary>The definition was revised; the whole definition as it is now.</summary>
    [StoredAs("indicator_revised")]
    public sealed record IndicatorRevised : IndicatorEvent
    {
        /// <summary>What it measures from now on.</summary>
        public required IndicatorDefinition Definition { get; init; }
    }

    /// <summary>基期值: where the plan starts from. A second one from the same place for the same period replaces the first.</summary>
    [StoredAs("baseline_recorded")]
    public sealed record BaselineRecorded : IndicatorEvent
    {
        /// <summary>The figure.</summary>
        public required Figure Figure { get; init; }
    }

    /// <summary>目标值: a target was set.</summary>
    [StoredAs("target_set")]
    public sealed record TargetSet : IndicatorEvent
    {
        /// <summary>The figure.</summary>
        public required Figure Figure { get; init; }
    }

    /// <summary>目标调整: the target of a period was revised.</summary>
    [StoredAs("target_revised")]
    public sealed record TargetRevised : IndicatorEvent
    {
        /// <summary>The figure from now on.</summary>
        public required Figure Figure { get; init; }
    }

    /// <summary>实际值: a value was reported. A second one from the same place for the same period replaces the first.</summary>
    [StoredAs("value_reported")]
    public sealed record ValueReported : IndicatorEvent
    {
        /// <summary>The figure.</summary>
        public required Figure Figure { get; init; }
    }

    /// <summary>变化情况: a source states by how much the quantity changed between two years.</summary>
    [StoredAs("change_stated")]
    public sealed record ChangeStated : IndicatorEvent
    {
        /// <summary>From when; absent where the source tells none.</summary>
        public ReducedDate? From { get; init; }

        /// <summary>To when; absent where the source tells none.</summary>
        public ReducedDate? To { get; init; }

        /// <summary>The change, signed, in the unit of its place; absent where only words can say it.</summary>
        public decimal? Value { get; init; }

        /// <summary>The characters of the source.</summary>
        public string? AsWritten { get; init; }

        /// <summary>The unit of its place, where it differs from the indicator's.</summary>
        public string? Unit { get; init; }
    }

    /// <summary>A statement that a revised package no longer makes.</summary>
    [StoredAs("figure_withdrawn")]
    public sealed record FigureWithdrawn : IndicatorEvent
    {
        /// <summary>What the figure was to its plan.</summary>
        public required PointKind Kind { get; init; }

        /// <summary>The time it spoke of.</summary>
        public ReducedDate? Period { get; init; }

        /// <summary>Which end of a range it was.</summary>
        public Bound? Bound { get; init; }
    }

    /// <summary>A stated change that a revised package no longer states.</summary>
    [StoredAs("change_withdrawn")]
    public sealed record ChangeWithdrawn : IndicatorEvent
    {
        /// <summary>From when it was stated.</summary>
        public ReducedDate? From { get; init; }

        /// <summary>To when it was stated.</summary>
        public ReducedDate? To { get; init; }
    }

    /// <summary>The indicator is measured no more.</summary>
    [StoredAs("indicator_retired")]
    public sealed record IndicatorRetired : IndicatorEvent;
}
