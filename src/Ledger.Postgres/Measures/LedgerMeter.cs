using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Ledger.Postgres.Measures;

/// <summary>What every measure and span of the ledger comes from. Who wants them listens to <see cref="Name"/>.</summary>
/// <remarks>
/// Names and units follow OpenTelemetry's conventions (UCUM). No label holds an actor, a key, a stream or anything of an entry: labels
/// come from closed sets, but for the ids of subscriptions, which are few. docs/guides/monitoring.md lists all of them, and a test compares.
/// </remarks>
public static class LedgerMeter
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Ledger";

    /// <summary>Label that says how something ended.</summary>
    internal const string Outcome = "ledger.outcome";

    /// <summary>Bounds of histograms of durations in seconds: from half a millisecond, a commit on a fast disk, to a minute.</summary>
    internal static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    internal static Meter Meter { get; } = new(Name);

    internal static ActivitySource Spans { get; } = new(Name);

    /// <summary>Makes every instrument before anything has happened, so that whoever listens sees what there is.</summary>
    public static void Announce()
    {
        foreach (var measures in new[] { typeof(AppendMeasures), typeof(ProjectMeasures), typeof(FeedMeasures), typeof(DeliverMeasures) })
            RuntimeHelpers.RunClassConstructor(measures.TypeHandle);
    }

    /// <summary>A label that says how something ended.</summary>
    internal static KeyValuePair<string, object?> Ended(string outcome) => new(Outcome, outcome);
}
